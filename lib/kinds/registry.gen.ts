// Written by `npm run gen` from the files of this folder.
import { space } from './space';

export const kinds = { space };
