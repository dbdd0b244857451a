/** Answers requests from the evidence of an earlier run, so that old evidence can be judged again by newer checks. */
import { type Evidence, type Exchange, type KeptBody, keep } from './exchange.js';
import { inTodaysWords } from './former-words.js';
import { asText, NoEvidence, type OutgoingRequest, type Wire } from './wire.js';

export class ReplayWire implements Wire {
  readonly live = false;
  /** Nothing is ever sent. */
  readonly sent = 0;
  readonly #byScope = new Map<string, Exchange[]>();
  readonly #byRequest = new Map<string, Exchange>();
  /** Requests that ask whether an operation works at all: their bodies do not matter, only where they were sent. */
  readonly #simplest = new Map<string, Exchange[]>();

  constructor({ exchanges }: Evidence) {
    for (const exchange of exchanges.map(inTodaysWords)) {
      const { method, url, headers, body } = exchange.request;
      const request = fingerprint(method, url, headers, body);
      const inScope = `${exchange.scope}\n${request}`;
      const earlier = this.#byScope.get(inScope) ?? [];
      // What was sent again after 429 or 503 counts once, with its last answer.
      const last = earlier.at(-1)?.response?.status;
      if (last === 429 || last === 503) earlier.pop();
      this.#byScope.set(inScope, [...earlier, exchange]);
      if (method === 'GET') this.#byRequest.set(request, exchange);
      if (exchange.scope.startsWith('simplest ')) {
        const address = addressIn(exchange.scope, method, url);
        this.#simplest.set(address, [...(this.#simplest.get(address) ?? []), exchange]);
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
    if (found) return found;
    throw new NoEvidence(`The evidence has no ${method} ${url} for this check.`);
  }
}

const addressIn = (scope: string, method: string, url: string) => `${scope}\n${method} ${url.split('?')[0]}`;

/** One way to write what may be percent-encoded or not. */
const plain = (url: string) => url.replaceAll("'", '%27');

const fingerprint = (method: string, url: string, headers: Record<string, string>, body: KeptBody | undefined) =>
  JSON.stringify([method, plain(url), Object.entries(headers).sort(), body]);
