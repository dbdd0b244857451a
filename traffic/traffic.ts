/** Recorded traffic, judged exchange by exchange. */
import type { Exchange } from '../conformance/client/exchange.js';
import { addressOf } from '../conformance/invariants/operation-of.js';
import { Tally } from '../conformance/invariants/tally.js';
import { Clients } from './clients.js';

/** What is judged, file after file. */
export class Traffic {
  readonly tally = new Tally();
  readonly clients = new Clients();
  /** Exchanges with the API, and others, which are not judged. */
  judged = 0;
  others = 0;
  /** Answers, and requests of clients, whose bodies are not there: too large to be kept, or not recorded. */
  readonly unread = { answers: 0, requests: 0 };
  /** Exchanges of each root that was seen. */
  readonly roots = new Map<string, number>();

  /** @param target where only one installation is asked for, its root */
  constructor(private readonly target?: string) {}

  /** @param ofSuite whether the request may be wrong on purpose */
  see(exchange: Exchange, ofSuite = false): void {
    const { method, url } = exchange.request;
    const address = addressOf(method, url);
    // What a run sent on purpose to a wrong place says nothing about the place.
    if (!address || (this.target !== undefined && address.root !== this.target)) {
      this.others += 1;
      return;
    }
    this.judged += 1;
    this.roots.set(address.root, (this.roots.get(address.root) ?? 0) + 1);
    const { request, response } = exchange;
    if (response && !response.unreadable && !('text' in response.body)) this.unread.answers += 1;
    if (!ofSuite && request.body && !('text' in request.body)) this.unread.requests += 1;
    this.tally.see(exchange, address);
    if (!ofSuite) this.clients.see(exchange, address);
  }
}
