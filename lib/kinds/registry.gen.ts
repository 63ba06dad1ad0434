// Written by `npm run gen` from the files of this folder.
import { event } from './event';
import { space } from './space';

export const kinds = { event, space };
