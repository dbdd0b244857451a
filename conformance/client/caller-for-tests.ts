/** A run whose requests are answered by a function in place of a network, for tests. */
import { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import { Guard } from './guard.js';
import { Ledger } from './ledger.js';
import { Ownership } from './ownership.js';
import { Sender } from './sender.js';
import type { OutgoingRequest, Wire } from './wire.js';

export interface FakeAnswer {
  status?: number;
  type?: string;
  body?: string;
  /** No answer came, for this reason. */
  failure?: string;
}

/** Answers each request at once, and remembers it. */
export class FakeWire implements Wire {
  readonly requests: OutgoingRequest[] = [];

  /** @param live whether the session must prove whose a ticket is, as on an installation */
  constructor(
    private readonly answer: (request: OutgoingRequest) => FakeAnswer,
    readonly live = false,
  ) {}

  get sent(): number {
    return this.requests.length;
  }

  retry<T>(attempt: () => Promise<T>, _: (result: T) => Exchange): Promise<T> {
    return attempt();
  }

  async send(request: OutgoingRequest): Promise<Exchange> {
    this.requests.push(request);
    const { status = 200, type = 'application/json', body = '{}', failure } = this.answer(request);
    const { scope, method, url, headers } = request;
    const exchange: Exchange = { id: this.sent, scope, at: '2026-11-24T00:00:00Z', request: { method, url, headers } };
    if (failure !== undefined) return { ...exchange, failure };
    return {
      ...exchange,
      response: { status, headers: { 'content-type': type }, body: { text: body }, durationMs: 1 },
    };
  }
}

/** The run of the tests, and where its installation is. */
export const runId = 'r1a2b3c4';
export const url = 'http://127.0.0.1:8080';

export interface Called {
  ledger: Ledger;
  guard: Guard;
  ownership: Ownership;
  /** Sends requests under the name `test`. */
  caller: Caller;
}

/**
 * All that stands between a check and the wire, in a run that may write and delete.
 *
 * @param reference whether the suite started the installation itself
 * @param mayRead whether its key may read tickets
 */
export function callerOn(
  wire: Wire,
  reference = false,
  ledger = new Ledger(undefined, runId, url),
  mayRead = true,
): Called {
  const api = `${url}/api`;
  const guard = new Guard({ mode: 'write', deletes: true, mail: true }, ledger, runId);
  const ownership = new Ownership({ wire, ledger, api, runId, mainKey: 'main', mayRead: () => mayRead, reference });
  const sender = new Sender({ wire, guard, ledger, ownership, api });
  return { ledger, guard, ownership, caller: new Caller('test', { sender, api, mainKey: 'main', permit: () => {} }) };
}
