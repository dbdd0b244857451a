/** Whatever an installation does, and whatever others do meanwhile, a run touches no ticket but its own. */
import { expect, test } from 'vitest';
import { play } from './history.js';
import { playGoodHistories, playHistories } from './properties.js';

test('300 histories: no ticket of others is touched or claimed, and none of the run’s is forgotten', async () => {
  const { histories, removed, refused } = await playHistories(300);
  expect(histories).toBe(300);
  // The histories try what they must not do, and do what they may.
  expect(removed).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(300);
});

test('where an installation has no faults, all tickets of the run are removed', async () => {
  await playGoodHistories(100);
});

test('of two creations at once, the one whose answer is lost is not forgotten', async () => {
  const create = { does: 'create', ticket: 0, other: 0 } as const;
  const { forgotten, left } = await play({
    seed: 527137323,
    nature: {
      numbers: 'random',
      takesIds: false,
      user: 'text',
      hours: undefined,
      season: 0,
      wrongNumbers: 0,
      losses: 4,
      search: 'no offset',
    },
    before: 2,
    busy: 8,
    agents: false,
    steps: [[create, create]],
    killed: false,
  });
  expect(forgotten).toEqual([]);
  expect(left).toHaveLength(2);
});
