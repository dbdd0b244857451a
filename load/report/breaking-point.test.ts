import { describe, expect, test } from 'vitest';
import { breakingPoint } from './breaking-point.js';
import type { Piece, Series } from './series.js';

const piece = (over: Partial<Piece> = {}): Piece => ({
  ...{ served: 10, answers: 10, median: 20, p95: 50, p99: 80, turnedAway: 0, dropped: 0, virtualUsers: 1 },
  ...{ megabytes: 0, probe: 5, errors: { timeout: 0, connection: 0, status: 0, shape: 0 } },
  ...over,
});
const climbing = Array.from({ length: 5 }, (_, index) => piece({ served: (index + 1) * 8, answers: (index + 1) * 8 }));
const series = (pieces: Piece[]): Series => ({ start: 0, width: 1, pieces });
const then = (...bad: Partial<Piece>[]) => breakingPoint(series([...climbing, ...bad.map(piece)]), 'search', 1000);

describe('one sentence', () => {
  test('the search itself gets slow', () => {
    const slow = { p95: 2400, probe: 8 };
    expect(then(slow, slow)).toMatchObject({
      sentence: '40 searches a second at p95 under 1 s, then the database.',
      at: 5,
      cause: 'work',
      evidence: expect.stringContaining('the cheapest request was still answered in 8 ms'),
    });
  });

  test('the cheapest request gets slow, too', () => {
    const slow = { p95: 2400, probe: 1900 };
    expect(then(slow, slow).sentence).toBe('40 searches a second at p95 under 1 s, then the server as a whole.');
  });

  test.each([
    [{ turnedAway: 30 }, 'a limit of the web server (429, 503)'],
    [{ errors: { timeout: 0, connection: 0, status: 5, shape: 0 } }, 'answers with an error code'],
    [{ errors: { timeout: 9, connection: 1, status: 0, shape: 0 }, p95: 3000 }, 'answers that do not come in time'],
    [{ errors: { timeout: 0, connection: 9, status: 0, shape: 0 } }, 'connections that are not taken'],
    [{ dropped: 20, p95: 60 }, 'the machine that sends the load'],
  ])('%j', (bad, words) => {
    expect(then(bad, bad).sentence).toBe(`40 searches a second at p95 under 1 s, then ${words}.`);
  });

  test('a single bad second is a hiccup', () => {
    expect(then({ p95: 3000 }, {}, {}, {}).cause).toBe('nothing');
  });

  test('trouble that passes, with more load carried afterwards, is no breaking point and is told', () => {
    const late = { p95: 3000, probe: 2000 };
    const more = { served: 60, answers: 60 };
    expect(then(late, late, more, more)).toMatchObject({
      sentence: 'At least 60 searches a second at p95 under 1 s: nothing gave way before the end of the run.',
      evidence: expect.stringContaining('stood still or was late for 2 s, recovered'),
    });
    expect(then(late, late, more, more, late, late)).toMatchObject({ at: 9, perSecond: 60 });
    expect(then(late, late, {}, {})).toMatchObject({ at: 5, perSecond: 40 });
  });

  test('nothing gave way', () => {
    expect(breakingPoint(series(climbing), 'search', 1000).sentence).toBe(
      'At least 40 searches a second at p95 under 1 s: nothing gave way before the end of the run.',
    );
  });

  test('it never went well', () => {
    const bad = Array.from({ length: 4 }, () => piece({ p95: 5000 }));
    expect(breakingPoint(series(bad), 'search', 1000).sentence).toBe(
      'Not even the first searches came at p95 under 1 s: the database.',
    );
  });

  test('files have a speed', () => {
    const pieces = climbing.map((one) => ({ ...one, megabytes: one.served / 4 }));
    expect(breakingPoint(series(pieces), 'attachments', 1500).sentence).toMatch(
      /^At least 40 files a second \(9 MB\/s\) at p95 under 1\.5 s/,
    );
  });
});
