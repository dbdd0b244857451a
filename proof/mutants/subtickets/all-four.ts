/** What the four operations on parents and children have in common, broken on purpose. */
import type { Mutant } from '../engine/mutant.js';
import { all, common } from './broken-kinship.js';

export const allFourMutants: Mutant[] = [...all.flatMap(common)];
