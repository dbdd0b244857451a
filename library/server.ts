/**
 * `osticket-contract/server`: the reference server for tests of a client, in the process of the tests.
 *
 * @example
 * const server = await startServer({ tickets: 50 });
 * const answer = await fetch(`${server.url}/api/tickets-search.php`, { headers: { 'X-API-Key': server.key } });
 * await server.stop();
 */
import { capabilities } from '../contract/keys.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startControlled, type TestServer } from './controlled.js';
import type { TestKey } from './keys.js';

export type { Clock, Duration } from './clock.js';
export type { Mail, Snapshot, TestServer } from './controlled.js';
export type { ActiveFault, WantedFault } from './fault-list.js';
export type { ReceivedRequest } from './received.js';
export type { TestKey };

export interface TestServerOptions {
  /** Made-up tickets that it begins with. Default: 0. */
  readonly tickets?: number;
  /** The same seed makes the same tickets. Default: 1. */
  readonly seed?: number;
  /** Keys beside the one with all permissions. Default: none. */
  readonly keys?: readonly TestKey[];
  /** Capabilities that are switched off (`subtickets`, `markdown`): the documented 501 is answered. Default: none. */
  readonly without?: readonly string[];
  /** Default: a free one. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

/**
 * Starts a server of its own: any number of them run at once.
 *
 * @throws Error that says which option is wrong
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { tickets = 0, seed, without = [], ...others } = options;
  const known = Object.keys(capabilities);
  const unknown = without.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`without: there is no "${unknown}", only ${known.join(', ')}.`);
  return startControlled({ ...others, without, fill: madeUpTickets(tickets, seed) });
}
