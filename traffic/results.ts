/** From judged traffic to results, as those of a run of the suite. */

import { inHowMany } from '../conformance/invariants/tally.js';
import { broken, statementOf } from '../conformance/kernel/judge.js';
import type { Baseline } from '../conformance/run/known-deviations.js';
import { counted, isFailure, suite } from '../conformance/run/results.js';
import { operations } from '../contract/operations.js';
import { requirements } from '../contract/requirements.js';
import type { RequirementId } from '../generated/requirements.js';
import type { Result, Results } from '../generated/results.js';
import type { Traffic } from './traffic.js';

/** A result for each requirement and operation that an answer was judged by. */
function resultsOf({ tally }: Pick<Traffic, 'tally'>): Result[] {
  return requirements.flatMap(({ id }) =>
    operations.flatMap(({ id: operation, summary }): Result[] => {
      const requirement = id as RequirementId;
      const found = tally.broken(requirement, operation);
      if (!found && !tally.hasJudged(requirement, operation)) return [];
      const statement = statementOf(requirement);
      const common = { ...statement, operation, action: summary, durationMs: 0 };
      if (!found) return [{ ...common, verdict: 'pass', exchanges: [] }];
      const { expected, pointer, exchanges } = found;
      return [
        {
          ...common,
          verdict: broken[statement.level],
          expected,
          actual: inHowMany(found),
          ...(pointer ? { pointer } : {}),
          exchanges: exchanges.map((one) => one.id),
        },
      ];
    }),
  );
}

/** Who judged the traffic, when, and of which installation it is. */
export interface TrafficRun {
  id: string;
  startedAt: Date;
  url: string;
}

export function trafficResults(traffic: Traffic, run: TrafficRun, baseline: Baseline | undefined): Results {
  const results = resultsOf(traffic);
  const { counts, stale } = counted(results, baseline);
  const failed = results.filter(isFailure).length;
  const clients = traffic.clients.mistakes;
  const nothing = counts.pass + counts.fail + counts.warn === 0;
  return {
    format: 1,
    suite,
    run: {
      id: run.id,
      startedAt: run.startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      mode: 'read',
      deletes: false,
      only: [],
      skip: [],
      requests: 0,
      rejudged: true,
      recorded: true,
    },
    target: { url: run.url, reference: false, capabilities: {}, permissions: {} },
    verdict: failed > 0 ? 'not-conformant' : nothing ? 'not-verified' : 'partial',
    sentence: sentenceOf(traffic, failed, counts.warn, clients.length),
    counts,
    results,
    left: [],
    ...(clients.length > 0 ? { clients } : {}),
    ...(stale ? { stale } : {}),
  };
}

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What was judged without its body, in a sentence. */
function unreadIn({ answers, requests }: Traffic['unread']): string {
  const which = [
    ...(answers > 0 ? [some(answers, 'answer', 'answers')] : []),
    ...(requests > 0 ? [some(requests, 'request', 'requests')] : []),
  ];
  if (which.length === 0) return '';
  const [were, their] = answers + requests === 1 ? ['was', 'its body'] : ['were', 'their bodies'];
  return ` ${which.join(' and ')} ${were} judged without ${their}, which ${their === 'its body' ? 'is' : 'are'} too large or not recorded.`;
}

function sentenceOf({ judged, others, unread }: Traffic, failed: number, warned: number, mistakes: number): string {
  const left = others > 0 ? ` ${some(others, 'other exchange was', 'other exchanges were')} left out.` : '';
  const answers =
    failed > 0
      ? `answers break ${some(failed, 'requirement', 'requirements')}`
      : 'no answer breaks a requirement that recorded answers show';
  const advice = warned > 0 ? ` ${some(warned, 'check', 'checks')} ended with a warning.` : '';
  const wrong = mistakes > 0 ? ` Clients make ${some(mistakes, 'mistake', 'different mistakes')}.` : '';
  return `In ${some(judged, 'recorded exchange', 'recorded exchanges')} ${answers}.${advice}${wrong}${unreadIn(unread)}${left}`;
}
