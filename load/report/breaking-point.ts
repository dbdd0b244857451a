/** The breaking point: the highest rate that an installation kept up with, and what gave way first. */
import type { LoadSummary } from '../shared/summary-format.js';
import { timeText } from '../shared/threshold-words.js';
import type { Piece, Series } from './series.js';

export interface BreakingPoint {
  /** The answer in one sentence. */
  sentence: string;
  /** What shows it. */
  evidence: string;
  /** Most right answers a second within the limits. */
  perSecond: number;
  megabytesPerSecond?: number;
  /** Index of the first piece of time that missed the limits; absent where none did. */
  at?: number;
  cause: Cause;
}

export type Cause = 'nothing' | 'work' | 'server' | 'limit' | 'timeout' | 'connection' | 'status' | 'shape' | 'sender';

const mostErrors = 0.01;
const mostTurnedAway = 0.05;
const mostDropped = 0.05;
/** Fewer answers than that are no percentile. */
const fewest = 5;

const words = {
  search: {
    many: 'searches',
    work: 'the database',
    workIs: 'a search reads the subjects of all tickets in the database',
  },
  attachments: { many: 'files', work: 'the files', workIs: 'a file is read, turned into Base64 and sent' },
} as const;

const causes: Readonly<Record<Exclude<Cause, 'nothing' | 'work'>, string>> = {
  server: 'the server as a whole',
  limit: 'a limit of the web server (429, 503)',
  timeout: 'answers that do not come in time',
  connection: 'connections that are not taken',
  status: 'answers with an error code',
  shape: 'answers that are wrong',
  sender: 'the machine that sends the load',
};

/** @param p95 milliseconds within which 95 of 100 answers must come */
export function breakingPoint(series: Series, script: LoadSummary['script'], p95: number): BreakingPoint {
  const { pieces } = series;
  const bad = pieces.map((piece) => trouble(piece, p95, series.width));
  const at = givesWay(pieces, bad);
  const good = pieces.slice(0, at === -1 ? pieces.length : at).filter((_, index) => !bad[index]);
  const perSecond = Math.max(0, ...good.map(({ served }) => served));
  const megabytes = typicalSpeed(good, perSecond);
  const speed = script === 'attachments' ? { megabytesPerSecond: megabytes } : {};
  const { many } = words[script];
  const stalls = stallWords(bad.slice(0, at === -1 ? undefined : at), series.width);
  const carried = `${number(perSecond)} ${many} a second${script === 'attachments' ? ` (${number(megabytes)} MB/s)` : ''} at p95 under ${timeText(p95)}`;
  if (at === -1) {
    return {
      sentence: `At least ${carried}: nothing gave way before the end of the run.`,
      evidence: `${stalls || 'Every part of the run went well.'} Set RATE higher to look further.`,
      perSecond,
      ...speed,
      cause: 'nothing',
    };
  }
  const cause = causeOf(pieces.slice(at, at + 3), good, p95);
  const then = cause === 'work' ? words[script].work : cause === 'nothing' ? '' : causes[cause];
  const sentence =
    good.length === 0
      ? `Not even the first ${many} came at p95 under ${timeText(p95)}: ${then}.`
      : `${carried}, then ${then}.`;
  const why = [evidence(cause, pieces.slice(at), good, script), stalls].join(' ').trim();
  return { sentence, evidence: why, perSecond, ...speed, at, cause };
}

/**
 * Where trouble begins that does not pass; -1 where none does. A single bad piece is a hiccup, unless nothing comes after
 * it; a longer one has passed where the installation carried more afterwards.
 */
function givesWay(pieces: readonly Piece[], bad: readonly boolean[]): number {
  return bad.findIndex((one, index) => {
    if (!one || !(bad[index + 1] || index >= pieces.length - 2)) return false;
    const before = most(pieces.slice(0, index).map(({ served }, at) => (bad[at] ? 0 : served)));
    const isMore = (at: number) => bad[at] === false && (pieces[at]?.served ?? 0) > before;
    return !pieces.some((_, at) => at > index && isMore(at) && isMore(at + 1));
  });
}

/** Seconds of trouble that passed, in a sentence; nothing where there were none. */
function stallWords(bad: readonly boolean[], width: number): string {
  const seconds = bad.filter(Boolean).length * width;
  return seconds === 0
    ? ''
    : `Before, it stood still or was late for ${number(seconds)} s, recovered, and carried more: something else may have kept it busy.`;
}

/** MB/s where about that many files came a second: a single piece may have had all the large ones. */
function typicalSpeed(good: readonly Piece[], perSecond: number): number {
  const near = good.filter(({ served }) => served >= perSecond * 0.75);
  return sum(near.map(({ megabytes }) => megabytes)) / Math.max(1, near.length);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const errorsOf = ({ errors }: Piece) => sum(Object.values(errors));
const most = (values: readonly (number | undefined)[]) => Math.max(0, ...values.map((value) => value ?? 0));

function trouble(piece: Piece, p95: number, width: number): boolean {
  const failed = errorsOf(piece);
  const asked = piece.answers + failed + piece.turnedAway + piece.dropped;
  if (asked < Math.min(fewest, 2 * width)) return false;
  const slow = piece.answers >= fewest && (piece.p95 ?? 0) > p95;
  return (
    slow ||
    failed / asked > mostErrors ||
    piece.turnedAway / asked > mostTurnedAway ||
    piece.dropped / asked > mostDropped
  );
}

function causeOf(bad: readonly Piece[], good: readonly Piece[], p95: number): Cause {
  const asked = sum(bad.map((piece) => piece.answers + errorsOf(piece) + piece.turnedAway));
  if (sum(bad.map(({ turnedAway }) => turnedAway)) / asked > mostTurnedAway) return 'limit';
  const kinds = (['timeout', 'connection', 'status', 'shape'] as const).map(
    (kind) => [kind, sum(bad.map(({ errors }) => errors[kind]))] as const,
  );
  const [kind, count] = kinds.reduce((worst, one) => (one[1] > worst[1] ? one : worst));
  if (count / asked > mostErrors) return kind;
  const slowest = most(bad.map((piece) => piece.p95));
  if (slowest < p95 / 4) return 'sender';
  const before = most(good.map(({ probe }) => probe));
  const after = most(bad.map(({ probe }) => probe));
  // The cheapest request waits too where the whole server is busy; where it does not, it is the work itself.
  return after > slowest / 3 && after > 2 * before ? 'server' : 'work';
}

function evidence(cause: Cause, bad: readonly Piece[], good: readonly Piece[], script: LoadSummary['script']): string {
  const slowest = timeText(most(bad.slice(0, 3).map((piece) => piece.p95)));
  const probe = timeText(most(bad.slice(0, 3).map((piece) => piece.probe)));
  const before = timeText(most(good.map((piece) => piece.probe)));
  const { many, workIs } = words[script];
  switch (cause) {
    case 'work':
      return `When 95 of 100 ${many} took up to ${slowest}, the cheapest request was still answered in ${probe}: so it is the work itself that takes the time (${workIs}).`;
    case 'server':
      return `The cheapest request slowed down as well, from ${before} to ${probe}: so the server has no processor, worker or connection left for anything.`;
    case 'sender':
      return 'The answers were still fast, but requests could not be sent at their rate: use a stronger machine, or more than one.';
    case 'limit':
      return 'The web server turned requests away. That is its setting, and says nothing about what the installation carries.';
    default:
      return 'The kinds of errors are in the plot.';
  }
}

const number = (value: number) => (value >= 10 ? String(Math.floor(value)) : String(Number(value.toFixed(1))));
