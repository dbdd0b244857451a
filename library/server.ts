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
import { checked } from '../installation/checked.js';
import { startControlled, type TestServer } from './controlled.js';
import { keySchema, type TestKey } from './keys.js';

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

const optionsSchema = {
  type: 'object',
  properties: {
    tickets: { type: 'integer', minimum: 0 },
    seed: { type: 'integer' },
    keys: { type: 'array', items: keySchema },
    without: { type: 'array', items: { enum: Object.keys(capabilities) } },
    port: { type: 'integer', minimum: 0, maximum: 65_535 },
    host: { type: 'string', minLength: 1 },
  },
  additionalProperties: false,
};

/**
 * Starts a server of its own: any number of them run at once.
 *
 * @throws UserError that says which option is wrong
 * @throws Error with the code EADDRINUSE or EACCES when the port cannot be had
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  // Not what stands in the place of a key: it may be one.
  checked('startServer', optionsSchema, options, (pointer) => /^\/keys(\/\d+(\/key)?)?$/.test(pointer));
  const { tickets = 0, seed, ...others } = options;
  return startControlled({ ...others, fill: madeUpTickets(tickets, seed) });
}
