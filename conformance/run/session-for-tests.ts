/** A run whose requests are answered by a function in place of a network, for tests of the engine. */

import type { Exchange } from '../client/exchange.js';
import { Ledger } from '../client/ledger.js';
import type { OutgoingRequest, Wire } from '../client/wire.js';
import { type RunInfo, Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';

export interface FakeAnswer {
  status?: number;
  type?: string;
  body?: string;
  /** No answer came, for this reason. */
  failure?: string;
}

/** Answers each request at once, and remembers it. */
export class FakeWire implements Wire {
  readonly waiting = 0;
  readonly requests: OutgoingRequest[] = [];

  /** @param live whether the session must prove whose a ticket is, as on an installation */
  constructor(
    private readonly answer: (request: OutgoingRequest) => FakeAnswer,
    readonly live = false,
  ) {}

  get sent(): number {
    return this.requests.length;
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

export const runInfo: RunInfo = {
  id: 'r1a2b3c4',
  startedAt: new Date('2026-11-24T00:00:00Z'),
  url: 'http://127.0.0.1:8080',
  reference: false,
  mode: 'write',
  deletes: true,
  keys: [{ name: 'main', active: true }],
  known: {},
};

/** A session on a wire, with a ledger in memory unless another is given. */
export const sessionOn = (
  wire: Wire,
  run: Partial<RunInfo> = {},
  ledger: Ledger = new Ledger(undefined, runInfo.id, runInfo.url),
): Session => new Session({ ...runInfo, ...run }, wire, ledger, probes);
