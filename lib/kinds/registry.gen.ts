// Written by `npm run gen` from the files of this folder.
import { event } from './event';
import { product } from './product';
import { space } from './space';

export const kinds = { event, product, space };
