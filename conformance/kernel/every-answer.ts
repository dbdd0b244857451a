/**
 * Rules that every answer of a run must keep, whoever asked for it. Each is a predicate over one exchange, so that it can
 * judge evidence that lies on a disk just as well.
 */
import type { RequirementId } from '../../generated/requirements.js';
import type { Exchange, KeptResponse } from '../client/exchange.js';
import { turnedAway } from '../client/turned-away.js';

/** How an answer breaks a rule. */
export interface AnswerFault {
  expected: string;
  actual: string;
}

type Rule = (response: KeptResponse, exchange: Exchange) => AnswerFault | undefined;

const contentTypeOf = ({ headers }: KeptResponse) => headers['content-type'] ?? '';
const isText = (response: KeptResponse) => /\b(json|xml|text\/plain)\b/i.test(contentTypeOf(response));

export const everyAnswer = {
  'formats/readable-to-its-end': ({ unreadable }) =>
    unreadable && { expected: 'an answer that can be read to its end', actual: unreadable.text },

  'formats/no-bom': (response) => {
    const { body } = response;
    if (/xml/i.test(contentTypeOf(response)) || !('text' in body) || !body.text.startsWith('\ufeff')) return undefined;
    return { expected: 'an answer that begins with its first character', actual: 'a byte order mark (EF BB BF) first' };
  },

  'formats/valid-utf8': (response) => {
    const { body, unreadable } = response;
    if (body.base64 === undefined || unreadable || !isText(response)) return undefined;
    return { expected: 'valid UTF-8', actual: `bytes that are none; in Base64, with those around: ${body.base64}` };
  },
} as const satisfies Partial<Record<RequirementId, Rule>>;

export type AnswerRule = keyof typeof everyAnswer;
export const answerRules = Object.keys(everyAnswer) as AnswerRule[];

/** Answers with a fault that are kept as proof, for each rule and operation. */
const mostProofs = 3;

/** A fault, and the answer that has it. */
export interface FaultyAnswer extends AnswerFault {
  exchange: Exchange;
}

/** Judges every answer of a run as it comes. Only those that break a rule are kept. */
export class AnswerJudge {
  #limit: string | undefined;
  readonly #found = new Map<string, FaultyAnswer[]>();

  /** The first limit that turned a request away for good, in words. */
  get limit(): string | undefined {
    return this.#limit;
  }

  /** @param operation what the request was meant as */
  see(exchange: Exchange, operation: string): void {
    const { response } = exchange;
    if (!response) return;
    // What the API did not say is not held against it.
    const before = turnedAway(response);
    if (before?.by === 'limit') this.#limit ??= before.text;
    if (before) return;
    for (const rule of answerRules) {
      const fault = (everyAnswer[rule] as Rule)(response, exchange);
      if (!fault) continue;
      const found = this.#of(rule, operation);
      if (found.length < mostProofs) found.push({ ...fault, exchange });
    }
  }

  /**
   * Answers of an operation that break a rule. A transfer that broke off once may have met a fault of the network: it
   * counts only where a reading was tried again in vain, or where it happened twice.
   */
  faults(rule: AnswerRule, operation: string): readonly FaultyAnswer[] {
    const found = this.#of(rule, operation);
    const [only] = found;
    const once = found.length === 1 && only?.exchange.response?.unreadable?.kind === 'cut';
    return once && only.exchange.request.method !== 'GET' ? [] : found;
  }

  #of(rule: AnswerRule, operation: string): FaultyAnswer[] {
    const key = `${rule} ${operation}`;
    const found = this.#found.get(key) ?? [];
    this.#found.set(key, found);
    return found;
  }
}
