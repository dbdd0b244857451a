/**
 * The one vitest file of a run: each check is a vitest test. All checks run in one worker and side by side, since they
 * share what they make, the rate limit, the ledger and the evidence.
 */
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import type { Result } from '../../generated/results.js';
import { NotReachable } from '../../installation/exit.js';
import { allChecks } from '../checks/index.js';
import { readEvidence } from '../client/evidence.js';
import { checkName, judge } from '../kernel/judge.js';
import { openLive, openReplay } from './open-session.js';
import { preflight } from './preflight.js';
import { summarise } from './results.js';
import { selector } from './selection.js';
import type {} from './worker.js';

const input = inject('run');
const { session, rejudged, finish } =
  'evidence' in input
    ? openReplay(readEvidence(input.evidence))
    : openLive(input.live.settings, input.live.id, input.live.startedAt);
const selected = allChecks.filter(selector(allChecks, input));
/** In the order of the contract's checks, whichever ends first. */
const results: (Result | undefined)[] = selected.map(() => undefined);

describe('conformance', () => {
  beforeAll(async ({}, { meta }) => {
    try {
      await preflight(session);
    } catch (error) {
      // Anything else is a fault of the suite: it ends without results, and vitest tells why.
      meta.end = error instanceof NotReachable ? { unreachable: error.message } : {};
      throw error;
    }
  });

  describe.concurrent('checks', () => {
    test.for(selected.map((check, index) => [checkName(check), check, index] as const))(
      '%s',
      async ([, check, index], { task }) => {
        const result = await judge(session, check);
        results[index] = result;
        task.meta.result = result;
        if (result.verdict === 'fail') throw new Error(`expected ${result.expected}, was ${result.actual}`);
      },
    );
  });

  afterAll(async ({}, { meta }) => {
    const left = await finish();
    const judged = results.filter((result) => result !== undefined);
    meta.end ??= { results: JSON.stringify(summarise(session, input, judged, { left, rejudged })) };
  });
});
