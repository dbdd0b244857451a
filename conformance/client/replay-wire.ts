/** Answers requests from the evidence of an earlier run, so that old evidence can be judged again by newer checks. */
import { createHash } from 'node:crypto';
import { asksToWait } from '../../installation/retry-after.js';
import type { KeptEvidence } from './evidence.js';
import { type Exchange, type KeptBody, keep } from './exchange.js';
import { inTodaysWords } from './former-words.js';
import { asText, NoEvidence, type OutgoingRequest, type Wire } from './wire.js';

export class ReplayWire implements Wire {
  readonly live = false;
  /** Nothing is ever sent. */
  readonly sent = 0;
  /** IDs of exchanges. */
  readonly #byScope = new Map<string, number[]>();
  readonly #byRequest = new Map<string, number>();
  /** Requests that ask whether an operation works at all: their bodies do not matter, only where they were sent. */
  readonly #simplest = new Map<string, number[]>();

  constructor(private readonly evidence: Pick<KeptEvidence, 'exchanges' | 'exchange'>) {
    const waited = new Set<number>();
    for (const kept of evidence.exchanges) {
      const exchange = inTodaysWords(kept);
      const { method, url, headers, body } = exchange.request;
      const request = fingerprint(method, url, headers, body);
      const inScope = `${exchange.scope}\n${request}`;
      const earlier = this.#byScope.get(inScope) ?? [];
      // What was sent again after 429, 503 or a lost connection counts once, with its last answer.
      if (waited.has(earlier.at(-1) ?? 0)) earlier.pop();
      const isLost = method === 'GET' && exchange.response === undefined;
      if (isLost || asksToWait(exchange.response?.status ?? 0)) waited.add(exchange.id);
      this.#byScope.set(inScope, [...earlier, exchange.id]);
      if (method === 'GET') this.#byRequest.set(request, exchange.id);
      if (exchange.scope.startsWith('simplest ')) {
        const address = addressIn(exchange.scope, method, url);
        this.#simplest.set(address, [...(this.#simplest.get(address) ?? []), exchange.id]);
      }
    }
  }

  /** The evidence has the last answer only. */
  retry<T>(attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  async send({ scope, method, url, headers, body }: OutgoingRequest): Promise<Exchange> {
    const request = fingerprint(method, url, headers, body === undefined ? undefined : keep(asText(body)));
    // The same request may stand in a scope several times: before and after a change. A check that is newer than the
    // evidence may find what it asks for in another scope.
    const found =
      this.#byScope.get(`${scope}\n${request}`)?.shift() ??
      this.#byRequest.get(request) ??
      this.#simplest.get(addressIn(scope, method, url))?.shift();
    const exchange = found === undefined ? undefined : this.evidence.exchange(found);
    if (exchange) return inTodaysWords(exchange);
    throw new NoEvidence(`The evidence has no ${method} ${url} for this check.`);
  }
}

const addressIn = (scope: string, method: string, url: string) => `${scope}\n${method} ${url.split('?')[0]}`;

/** One way to write what may be percent-encoded or not. */
const plain = (url: string) => url.replaceAll("'", '%27');

/** Of a body what evidence of every version has. */
const comparable = (body: KeptBody) =>
  'text' in body ? { text: body.text } : { bytes: body.bytes, sha256: body.sha256 };

/** Short, since a body may be long. */
const fingerprint = (method: string, url: string, headers: Record<string, string>, body: KeptBody | undefined) =>
  createHash('sha256')
    .update(JSON.stringify([method, plain(url), Object.entries(headers).sort(), body && comparable(body)]))
    .digest('base64');
