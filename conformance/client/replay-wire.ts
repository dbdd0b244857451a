/** Answers requests from the evidence of an earlier run, so that old evidence can be judged again by newer checks. */
import { namedInPath } from '../../contract/path-values.js';
import { numbersAmong } from '../../contract/ticket-number.js';
import { asksToWait } from '../../installation/retry-after.js';
import type { KeptEvidence } from './evidence.js';
import { type Exchange, keep } from './exchange.js';
import { inTodaysWords } from './former-words.js';
import { reads } from './guard.js';
import { addressIn, fingerprint, labelOf, ticketIn, unlabelled } from './likeness.js';
import { asText, NoEvidence, type OutgoingRequest, type Wire } from './wire.js';

/** A request of the evidence. */
interface Kept {
  id: number;
  request: string;
  /** The same without its label, where it made a ticket. */
  creation: string | undefined;
  /** The words of a write, the numbers of tickets that it names among them; nothing for a reading. */
  words: ReadonlySet<string> | undefined;
  /** Whether its answer says that it was refused: then it has changed nothing, or what it changed shows later, too. */
  refused: boolean;
  used: boolean;
}

/** Characters of a body that are looked at for the numbers of tickets: these come before files. */
const beginning = 2_000;

export class ReplayWire implements Wire {
  readonly live = false;
  /** Nothing is ever sent. */
  readonly sent = 0;
  readonly #byScope = new Map<string, Kept[]>();
  /** Creations by what they ask for, with the requests of their scopes. */
  readonly #creations = new Map<string, { one: Kept; inScope: Kept[] }[]>();
  /** Readings by what they ask for, whoever did. */
  readonly #readings = new Map<string, number[]>();
  readonly #writes: Kept[] = [];
  /** Requests that ask whether an operation works at all: their bodies do not matter, only where they were sent. */
  readonly #simplest = new Map<string, number[]>();

  constructor(private readonly evidence: Pick<KeptEvidence, 'exchanges' | 'exchange' | 'header'>) {
    const { runId } = evidence.header;
    const waited = new Set<number>();
    for (const kept of evidence.exchanges) {
      const exchange = inTodaysWords(kept);
      const { id, scope, request: sent, response } = exchange;
      const { method, url, body } = sent;
      const request = fingerprint(sent);
      const creation = unlabelled(runId, sent);
      const text = `${namedInPath(url) ?? ''} ${body && 'text' in body ? body.text.slice(0, beginning) : ''}`;
      const words = reads(method) ? undefined : new Set(numbersAmong(text));
      const one: Kept = { id, request, creation, words, refused: (response?.status ?? 0) >= 400, used: false };
      const inScope = listed(this.#byScope, scope);
      // What was sent again after 429, 503 or a lost connection counts once, with its last answer.
      const before = inScope.findIndex((earlier) => earlier.request === request && waited.has(earlier.id));
      if (before >= 0) inScope.splice(before, 1);
      const isLost = method === 'GET' && response === undefined;
      if (isLost || asksToWait(response?.status ?? 0)) waited.add(id);
      inScope.push(one);
      if (labelOf(runId, sent) !== undefined) listed(this.#creations, request).push({ one, inScope });
      if (words && !one.refused) this.#writes.push(one);
      if (method === 'GET') listed(this.#readings, request).push(id);
      if (scope.startsWith('simplest ')) listed(this.#simplest, addressIn(scope, sent)).push(id);
    }
  }

  /** The evidence has the last answer only. */
  retry<T>(attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  /** What did not come to its end for want of evidence has used nothing of its scope. */
  async attempt<T>(scope: string, act: () => Promise<T>): Promise<T> {
    const inScope = listed(this.#byScope, scope);
    const before = [...inScope];
    const used = new Set(before.filter((one) => one.used));
    try {
      return await act();
    } catch (reason) {
      if (reason instanceof NoEvidence) {
        for (const one of inScope) one.used = used.has(one);
        inScope.splice(0, inScope.length, ...before);
      }
      throw reason;
    }
  }

  async send({ scope, method, url, headers, body }: OutgoingRequest): Promise<Exchange> {
    const sent = { method, url, headers, ...(body === undefined ? {} : { body: keep(asText(body)) }) };
    const request = fingerprint(sent);
    const inScope = listed(this.#byScope, scope);
    const found =
      (reads(method)
        ? this.#reading(inScope, request, ticketIn(sent))
        : use(inScope, (one) => one.request === request)) ??
      this.#simplest.get(addressIn(scope, sent))?.shift() ??
      this.#moved(inScope, request) ??
      this.#relabelled(inScope, sent);
    const exchange = found === undefined ? undefined : this.evidence.exchange(found);
    if (exchange) return inTodaysWords(exchange);
    throw new NoEvidence(`The evidence has no ${method} ${url} for this check.`);
  }

  /**
   * A reading: in its scope the same may stand several times, before and after a change. A check that is newer than the
   * evidence may find what it asks for in another scope, read in the same state: after the last change that the check has
   * sent, before the next that it will send, and none by others between.
   */
  #reading(inScope: readonly Kept[], request: string, ticket: string | undefined): number | undefined {
    const changes = ({ words }: Kept) => words !== undefined && (ticket === undefined || words.has(ticket));
    const last = Math.max(0, ...inScope.filter(({ used, words }) => used && words).map(({ id }) => id));
    const after = Math.max(0, ...inScope.filter((one) => one.used && changes(one)).map(({ id }) => id));
    const next = inScope.find((one) => !one.used && one.id > last && changes(one) && !(after > 0 && one.refused))?.id;
    const isBetween = (id: number) => id > after && (next === undefined || id < next);
    const own = use(inScope, (one) => one.request === request && isBetween(one.id));
    if (own !== undefined) return own;
    const all = this.#readings.get(request) ?? [];
    const nearest = after > 0 && next === undefined ? all.find(isBetween) : all.findLast(isBetween);
    if (nearest === undefined || ticket === undefined) return nearest;
    const [from, to] = next === undefined ? [after, nearest] : [nearest, next];
    const isMoved = this.#writes.some((one) => one.id > from && one.id < to && changes(one));
    return after + (next ?? 0) > 0 && isMoved ? undefined : nearest;
  }

  /**
   * The creation of the only ticket that was called so, in whichever scope: what was done with it there comes along. Two
   * checks of today may have been one.
   */
  #moved(inScope: Kept[], request: string): number | undefined {
    const [made, ...others] = this.#creations.get(request) ?? [];
    if (!made || others.length > 0 || inScope.some(({ id }) => id === made.one.id)) return undefined;
    const since = made.inScope.filter(({ id }) => id >= made.one.id);
    inScope.push(...since.map((one) => ({ ...one, used: false })));
    inScope.sort((a, b) => a.id - b.id);
    return use(inScope, ({ id }) => id === made.one.id);
  }

  /** The creation of a ticket for the same check that was called otherwise. */
  #relabelled(inScope: readonly Kept[], sent: Parameters<typeof unlabelled>[1]): number | undefined {
    const creation = unlabelled(this.evidence.header.runId, sent);
    return creation === undefined ? undefined : use(inScope, (one) => one.creation === creation);
  }
}

/** The first that fits and was not used yet. */
function use(some: readonly Kept[], fits: (one: Kept) => boolean): number | undefined {
  const found = some.find((one) => !one.used && fits(one));
  if (found) found.used = true;
  return found?.id;
}

function listed<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}
