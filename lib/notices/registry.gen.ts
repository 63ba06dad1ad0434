// Written by `npm run gen` from the files of this folder.
import { answer as accountApplicationDeauthorized } from './account.application.deauthorized';
import { answer as accountUpdated } from './account.updated';

export const notices = {
  'account.application.deauthorized': accountApplicationDeauthorized,
  'account.updated': accountUpdated,
};
