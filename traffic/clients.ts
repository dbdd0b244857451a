/** Counts what clients sent otherwise than the contract has it. */

import type { Exchange } from '../conformance/client/exchange.js';
import type { Address } from '../conformance/invariants/operation-of.js';
import type { OperationId } from '../contract/operations.js';
import type { Results } from '../generated/results.js';
import { requestFaults } from './request-faults.js';

type Mistake = NonNullable<Results['clients']>[number];

/** Requests that are kept as proof of a mistake. */
const mostProofs = 3;

export class Clients {
  readonly #mistakes = new Map<string, Omit<Mistake, 'requests'>>();
  readonly #requests = new Map<OperationId, number>();
  readonly #proofs = new Map<number, Exchange>();

  see(exchange: Exchange, address: Address): void {
    this.#requests.set(address.id, (this.#requests.get(address.id) ?? 0) + 1);
    for (const { operation, text, actual } of requestFaults(exchange, address)) {
      const key = `${operation} ${text}`;
      const mistake = this.#mistakes.get(key) ?? { operation, text, actual, count: 0, exchanges: [] };
      this.#mistakes.set(key, mistake);
      mistake.count += 1;
      if (mistake.exchanges.length >= mostProofs) continue;
      mistake.exchanges.push(exchange.id);
      this.#proofs.set(exchange.id, exchange);
    }
  }

  /** The most frequent first. */
  get mistakes(): Mistake[] {
    const withTotals = [...this.#mistakes.values()].map((one) => ({
      ...one,
      requests: this.#requests.get(one.operation as OperationId) ?? one.count,
    }));
    return withTotals.sort((a, b) => b.count - a.count);
  }

  get proofs(): Iterable<Exchange> {
    return this.#proofs.values();
  }
}
