/** Judges what went through, beside the stream: by the same rules as recorded traffic. */
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type Exchange, type KeptBody, keep } from '../conformance/client/exchange.js';
import { received } from '../conformance/client/received.js';
import type { Keyring } from '../conformance/client/redaction.js';
import { addressOf } from '../conformance/invariants/operation-of.js';
import { type BodyFault, readBody } from '../installation/read-body.js';
import { KeysSeen } from '../traffic/keys-seen.js';
import { Traffic } from '../traffic/traffic.js';
import type { Tap } from './tap.js';

/** A body that went through: its bytes, or only their number where they are not all, or too many to keep. */
type Passed = Readonly<Pick<Tap, 'bytes' | 'size'>>;

/** What is known of an exchange when it is over. */
export interface Seen {
  method: string;
  /** At the installation. */
  url: string;
  headers: Headers;
  body?: Passed;
  /** When it came; milliseconds since 1970, and the clock of `performance`. */
  at: number;
  started: number;
  /** As the installation gave it. */
  answer?: { status: number; headers: Headers; body: Passed; cut?: string };
  /** Why no answer came. */
  failure?: string;
}

/** Keys and sessions that are remembered: clients that send a new one each time must not fill the memory. */
const mostSecrets = 100;

export class Watcher {
  readonly traffic: Traffic;
  #keys: KeysSeen;
  #count = 0;
  readonly #running = new Set<Promise<void>>();
  #fault: unknown;

  /**
   * @param target root of the installation
   * @param headers that the proxy itself sends: their values are secrets
   */
  constructor(
    target: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.traffic = new Traffic(target);
    this.#keys = new KeysSeen(headers);
  }

  /** Resolves when it is judged. Never rejects. */
  see(seen: Seen): Promise<void> {
    if (!addressOf(seen.method, seen.url)) {
      this.traffic.others += 1;
      return Promise.resolve();
    }
    this.#count += 1;
    if (this.#keys.size > mostSecrets) this.#keys = new KeysSeen(this.headers);
    const keyring = this.#keys.of(seen.headers, seen.url);
    const judged = this.#exchange(seen, this.#count, keyring, this.#keys.hidden(seen.headers))
      .then(({ exchange, text }) => this.#judge(exchange, text))
      .catch((error) => {
        // A fault of the judge is no reason to let clients wait: it is said at the end.
        this.#fault ??= error;
      })
      .finally(() => this.#running.delete(judged));
    this.#running.add(judged);
    return judged;
  }

  /** @param text the whole body of the answer; what stays of it is what the exchange keeps */
  #judge(exchange: Exchange, text: string | undefined): void {
    const { response } = exchange;
    const kept = response?.body;
    if (response && kept && text !== undefined) response.body = { ...kept, text };
    this.traffic.see(exchange);
    if (response && kept) response.body = kept;
  }

  /** Resolves when everything that went through is judged. @throws what kept something from being judged */
  async settled(): Promise<void> {
    // What has just come to its end is seen by then.
    await setImmediate();
    await Promise.all(this.#running);
    if (this.#fault !== undefined) throw this.#fault;
  }

  async #exchange(seen: Seen, id: number, keyring: Keyring, headers: Record<string, string>) {
    const { method, url, at, started, body, answer, failure } = seen;
    const exchange: Exchange = {
      id,
      scope: 'proxy',
      at: new Date(at).toISOString(),
      request: { method, url: keyring.redact(url), headers, ...(body && { body: sentBody(body, keyring) }) },
    };
    if (!answer) return { exchange: { ...exchange, failure: keyring.redact(failure ?? 'no answer came') } };
    const durationMs = Math.round(performance.now() - started);
    const { bytes, fault } = await unpacked(answer);
    const reply = { status: answer.status, headers: answer.headers, body: bytes, ...(fault ? { fault } : {}) };
    const { response, text } = received(reply, keyring);
    if (answer.body.bytes) return { exchange: { ...exchange, response: { ...response, durationMs } }, text };
    return { exchange: { ...exchange, response: { ...response, body: { bytes: answer.body.size }, durationMs } } };
  }
}

const sentBody = ({ bytes, size }: Passed, keyring: Keyring): KeptBody =>
  bytes ? keep(keyring.redact(bytes.toString('utf8'))) : { bytes: size };

/** The body of an answer without its content encoding, and what is wrong with it. */
export async function unpacked({
  headers,
  body,
  cut,
}: NonNullable<Seen['answer']>): Promise<{ bytes: Buffer<ArrayBuffer>; fault?: BodyFault }> {
  const { bytes = Buffer.alloc(0) } = body;
  if (cut !== undefined) return { bytes, fault: { kind: 'cut', text: cut } };
  if (!headers.has('content-encoding') || bytes.length === 0) return { bytes };
  return readBody(Readable.from([bytes]), Object.fromEntries(headers), String);
}
