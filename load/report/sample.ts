/** A made-up run, for the tests of the page: it climbs, and gives way near its end. */
import type { LoadSummary } from '../shared/summary-format.js';
import type { LoadRun } from './page.js';
import type { Piece } from './series.js';

export function sampleRun(script: LoadSummary['script']): LoadRun {
  const pieces = Array.from({ length: 30 }, (_, index): Piece => {
    const slow = index > 24;
    return {
      served: slow ? 20 : index * 2,
      answers: slow ? 20 : index * 2,
      median: slow ? 900 : 20,
      p95: slow ? 2500 : 60 + index,
      p99: slow ? 4000 : 90 + index * 2,
      errors: { timeout: slow ? 2 : 0, connection: 0, status: index === 26 ? 3 : 0, shape: 0 },
      turnedAway: 0,
      dropped: slow ? 30 : 0,
      virtualUsers: slow ? 50 : 1 + Math.floor(index / 5),
      megabytes: script === 'attachments' ? index / 3 : 0,
      probe: slow ? 15 : 6,
    };
  });
  const id = script === 'search' ? 'searchTickets' : 'downloadAttachment';
  return {
    ranBy: 'the host of osticket-contract, without k6',
    series: { start: Date.UTC(2026, 10, 24), width: 1, pieces },
    summary: {
      ...{
        format: 1,
        script,
        scenario: 'average',
        target: 'https://help.example.org/support',
        endedAt: '2026-11-24T10:00:00.000Z',
      },
      ...{
        seconds: 30,
        passed: false,
        turnedAway: 0,
        iterations: 812,
        dropped: 150,
        shapesChecked: 81,
        virtualUsers: 50,
      },
      operations: [
        {
          ...{ id, served: 800, perSecond: 26.7, errors: 0.016, turnedAway: 0 },
          time: { average: 120, median: 24, p90: 600, p95: 1800, p99: 3900, most: 4100 },
        },
      ],
      errors: { timeout: 10, connection: 0, status: 3, shape: 0 },
      ...(script === 'attachments'
        ? { downloads: { bytes: 150_000_000, count: 800, together: 4.8, typical: 1.2 } }
        : {}),
      thresholds: [
        {
          metric: `answer_time{operation:${id}}`,
          expression: 'p(95)<1000',
          ok: false,
          value: 1800,
          sentence: `95 of 100 answers of ${id} come within 1 s`,
        },
        {
          metric: 'errors_shape',
          expression: 'count==0',
          ok: true,
          value: 0,
          sentence: 'Every checked answer has the right shape and content',
        },
      ],
    },
  };
}
