/** Searches as people send them: mostly a common word and the first page, seldom a filter or a page far behind. */
import type { operations } from '../../generated/types.ts';
import type { Schema } from './shape.ts';
import type { Words } from './words.ts';

export type SearchQuery = NonNullable<operations['searchTickets']['parameters']['query']>;

export interface SearchData {
  words: Words;
  statuses: string[];
  departments: string[];
  /** The shape of a right answer; absent for the contract's. */
  shape?: Schema;
  /** Whether there are enough tickets that a search without any filter fills its page. */
  fullPages: boolean;
}

/** What is searched for; `absent` must find nothing. */
export type Wanted = 'frequent' | 'rare' | 'absent' | 'newest';

type Random = () => number;

const one = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)];

function weighted<T>(random: Random, entries: readonly (readonly [weight: number, value: T])[], otherwise: T): T {
  let left = random() * entries.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  return otherwise;
}

/**
 * @param sorts the orders that the contract has, the default first
 * @param most the largest page that the contract allows
 */
export function pickSearch(
  { words, statuses, departments }: SearchData,
  { sorts, most }: { sorts: readonly string[]; most: number },
  random: Random = Math.random,
): { wanted: Wanted; query: SearchQuery } {
  const wanted = weighted<Wanted>(
    random,
    [
      [50, 'frequent'],
      [25, 'rare'],
      [10, 'absent'],
      [15, 'newest'],
    ],
    'newest',
  );
  const word = wanted === 'newest' ? undefined : one(words[wanted], random);
  const limit = weighted(
    random,
    [
      [70, undefined],
      [20, Math.min(50, most)],
      [10, most],
    ],
    undefined,
  );
  const offset = weighted(
    random,
    [
      [80, undefined],
      [12, 20],
      [6, 100],
      [2, 1000],
    ],
    undefined,
  );
  return {
    wanted: word === undefined ? 'newest' : wanted,
    query: {
      query: word,
      status: random() < 0.2 ? one(statuses, random) : undefined,
      department: random() < 0.15 ? one(departments, random) : undefined,
      limit,
      offset,
      sort: (random() < 0.15 ? one(sorts, random) : undefined) as SearchQuery['sort'],
    },
  };
}
