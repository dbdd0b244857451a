/** Judges any number of answers as they come. Of those that break a requirement a few are kept as proof, all are counted. */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Exchange } from '../client/exchange.js';
import { turnedAway } from '../client/turned-away.js';
import { type AnswerField, answerFields, hasField } from './fields.js';
import { type Finding, judgementOf } from './judge-exchange.js';
import type { Address } from './operation-of.js';
import type { Subject } from './subject.js';

/** Answers that are kept as proof, for each requirement and operation. */
const mostProofs = 3;

/** A requirement that answers of an operation break. */
export interface Broken extends Finding {
  /** The first of them, in the order in which they were seen. */
  exchanges: readonly [Exchange, ...Exchange[]];
  /** How many answers break it, and how many were judged by it. */
  count: number;
  judged: number;
}

interface Entry {
  finding?: Finding;
  exchanges: Exchange[];
  count: number;
  judged: number;
}

export class Tally {
  readonly #entries = new Map<string, Entry>();
  /** Answers of an operation whose fields were judged. */
  readonly #withFields = new Map<OperationId, number>();
  /** Fields that no answer had yet. */
  readonly #unseen = new Map<OperationId, AnswerField[]>();
  #limit: string | undefined;

  /** The first limit that turned a request away for good, in words. */
  get limit(): string | undefined {
    return this.#limit;
  }

  /** @param address what the request is addressed to, where the caller knows it already */
  see(exchange: Exchange, address?: Address): void {
    const before = turnedAway(exchange);
    if (before?.by === 'limit') this.#limit ??= before.text;
    const judgement = judgementOf(exchange, address);
    if (!judgement) return;
    const { subject, judged, fields, findings } = judgement;
    for (const requirement of judged) this.#entry(requirement, subject.operation).judged += 1;
    if (fields) this.#countFields(subject);
    for (const finding of findings) {
      const entry = this.#entry(finding.requirement, finding.operation);
      entry.finding ??= finding;
      entry.count += 1;
      if (entry.exchanges.length < mostProofs) entry.exchanges.push(exchange);
    }
  }

  /** What answers of an operation break of a requirement; nothing where none does. */
  broken(requirement: RequirementId, operation: OperationId): Broken | undefined {
    const entry = this.#entries.get(keyOf(requirement, operation));
    // Each success may have any of its fields.
    return entry && brokenBy(entry, entry.judged || (this.#withFields.get(operation) ?? 0));
  }

  /** Everything that answers break, in the order in which it was first seen. */
  all(): Broken[] {
    return [...this.#entries.values()].flatMap(({ finding }) =>
      finding ? (this.broken(finding.requirement, finding.operation) ?? []) : [],
    );
  }

  /** Whether an answer of an operation had what a requirement is about. */
  hasJudged(requirement: RequirementId, operation: OperationId): boolean {
    const field = answerFields(operation).find((one) => one.requirement === requirement);
    if (field) return this.#unseen.get(operation)?.includes(field) === false;
    return (this.#entries.get(keyOf(requirement, operation))?.judged ?? 0) > 0;
  }

  #countFields(subject: Subject): void {
    const { operation } = subject;
    this.#withFields.set(operation, (this.#withFields.get(operation) ?? 0) + 1);
    const unseen = this.#unseen.get(operation) ?? answerFields(operation);
    this.#unseen.set(
      operation,
      unseen.filter((field) => !hasField(subject, field)),
    );
  }

  #entry(requirement: RequirementId, operation: OperationId): Entry {
    const key = keyOf(requirement, operation);
    const known = this.#entries.get(key);
    if (known) return known;
    const made: Entry = { exchanges: [], count: 0, judged: 0 };
    this.#entries.set(key, made);
    return made;
  }
}

const keyOf = (requirement: RequirementId, operation: OperationId) => `${requirement} ${operation}`;

/**
 * A transfer that broke off once may have met a fault of the network: it counts only where a reading was tried again in
 * vain, or where it happened twice.
 */
function brokenBy({ finding, exchanges, count }: Entry, judged: number): Broken | undefined {
  const [first, ...others] = exchanges;
  if (!finding || !first) return undefined;
  const once = count === 1 && first.response?.unreadable?.kind === 'cut';
  if (once && first.request.method !== 'GET') return undefined;
  return { ...finding, exchanges: [first, ...others], count, judged };
}

/** The same in words, with how many answers show it. */
export const inHowMany = ({ actual, count, judged }: Broken): string =>
  count === 1 ? actual : `${actual} (in ${count} of ${judged} answers)`;

/** Judges a list of answers, or a stream of them. */
export async function tally(exchanges: Iterable<Exchange> | AsyncIterable<Exchange>): Promise<Tally> {
  const made = new Tally();
  for await (const exchange of exchanges) made.see(exchange);
  return made;
}
