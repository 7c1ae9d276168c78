/** What can be said of each kind of string, in one table. */
import { image } from './image';
import type { Meanings } from './meaning';

export const meanings: Meanings = { image };
