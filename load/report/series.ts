/** A run cut into equal pieces of time. */
import type { Point } from './points.js';

export interface Piece {
  /** Right answers, a second. */
  served: number;
  /** Milliseconds; absent where nothing was answered. */
  median?: number;
  p95?: number;
  p99?: number;
  /** Counts. */
  answers: number;
  errors: { timeout: number; connection: number; status: number; shape: number };
  turnedAway: number;
  dropped: number;
  virtualUsers: number;
  /** MB/s of file content, down and up. */
  megabytes: number;
  /** Milliseconds of the slowest of 20 answers to the cheapest request. */
  probe?: number;
}

export interface Series {
  /** Milliseconds since 1970. */
  start: number;
  /** Seconds of a piece. */
  width: number;
  pieces: Piece[];
}

/** More pieces cannot be told apart on a phone. */
const mostPieces = 60;
const widths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

interface Gathered extends Omit<Piece, 'served' | 'median' | 'p95' | 'p99' | 'probe'> {
  times: number[];
  probes: number[];
  bytes: number;
}

const counted: Readonly<Record<string, (piece: Gathered, value: number) => void>> = {
  errors_timeout: (piece, value) => (piece.errors.timeout += value),
  errors_connection: (piece, value) => (piece.errors.connection += value),
  errors_status: (piece, value) => (piece.errors.status += value),
  errors_shape: (piece, value) => (piece.errors.shape += value),
  turned_away: (piece, value) => (piece.turnedAway += value),
  dropped_iterations: (piece, value) => (piece.dropped += value),
  downloaded_bytes: (piece, value) => (piece.bytes += value),
  uploaded_bytes: (piece, value) => (piece.bytes += value),
  answer_time: (piece, value) => piece.times.push(value),
  vus: (piece, value) => (piece.virtualUsers = Math.max(piece.virtualUsers, value)),
};

/**
 * @param seconds how long the load went on
 * @param finest seconds of the smallest piece; less than a second has too few answers to judge a load by
 */
export async function gatherSeries(points: AsyncIterable<Point>, seconds: number, finest = 0.1): Promise<Series> {
  const width = widths.find((one) => one >= finest && seconds / one <= mostPieces) ?? 3600;
  const pieces: Gathered[] = [];
  let start: number | undefined;
  for await (const { metric, time, value, tags } of points) {
    const probe = metric === 'http_req_duration' && tags['scenario'] === 'probe';
    if (!probe && !Object.hasOwn(counted, metric)) continue;
    start ??= time;
    const index = Math.max(0, Math.floor((time - start) / 1000 / width));
    while (pieces.length <= index) pieces.push(newPiece());
    const piece = pieces[index];
    if (!piece) continue;
    if (probe) piece.probes.push(value);
    else counted[metric]?.(piece, value);
  }
  return { start: start ?? Date.now(), width, pieces: pieces.map((piece) => finished(piece, width)) };
}

const newPiece = (): Gathered => ({
  ...{ times: [], probes: [], bytes: 0, answers: 0, turnedAway: 0, dropped: 0, virtualUsers: 0, megabytes: 0 },
  errors: { timeout: 0, connection: 0, status: 0, shape: 0 },
});

function finished({ times, probes, bytes, ...piece }: Gathered, width: number): Piece {
  times.sort((a, b) => a - b);
  probes.sort((a, b) => a - b);
  return {
    ...piece,
    answers: times.length,
    served: times.length / width,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    megabytes: bytes / 2 ** 20 / width,
    probe: percentile(probes, 0.95),
  };
}

function percentile(sorted: readonly number[], share: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place % 1);
}
