import { allMutants } from '../index.js';
import type { Mutant } from './mutant.js';

/** Mutants drawn evenly over all. @param first the place of the first of them */
export function drawn(size: number, first: number): Mutant[] {
  const count = Math.min(size, allMutants.length);
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * allMutants.length) / count) + first);
  return places.flatMap((place) => allMutants[place % allMutants.length] ?? []);
}
