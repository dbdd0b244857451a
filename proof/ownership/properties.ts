/** What holds in every history. */
import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { type History, histories, play } from './history.js';

/** What a history ended with, added up. */
export interface Sum {
  histories: number;
  /** Tickets of the run that were removed. */
  removed: number;
  /** Changes of tickets of others that were asked for and not sent. */
  refused: number;
}

/**
 * Plays histories: no ticket of others is touched or called the run's own, and none of the run's is forgotten.
 *
 * @throws Error with the shortest history in which that does not hold
 */
export async function playHistories(numRuns: number): Promise<Sum> {
  const sum: Sum = { histories: 0, removed: 0, refused: 0 };
  const property = fc.asyncProperty(histories, async (history) => {
    const { harm, claimed, forgotten, removed, refused } = await play(history);
    deepStrictEqual({ harm, claimed, forgotten }, { harm: [], claimed: [], forgotten: [] });
    sum.histories += 1;
    sum.removed += removed;
    sum.refused += refused;
  });
  await fc.assert(property, { numRuns });
  return sum;
}

/** An installation without faults, which only customers use. What was not read before a crash, no clock tells after a shift. */
const good = ({ nature, ...history }: History): History => ({
  ...history,
  agents: false,
  nature: {
    ...nature,
    season: history.killed ? 0 : nature.season,
    wrongNumbers: 0,
    losses: 0,
    user: 'object',
    hours: nature.hours ?? 0,
    search: 'whole',
  },
});

/** Plays histories of installations without faults: nothing of the run is left there. */
export async function playGoodHistories(numRuns: number): Promise<void> {
  const property = fc.asyncProperty(histories, async (history) => {
    const { harm, left, forgotten } = await play(good(history));
    deepStrictEqual({ harm, left, forgotten }, { harm: [], left: [], forgotten: [] });
  });
  await fc.assert(property, { numRuns });
}
