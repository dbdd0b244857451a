/**
 * `osticket-contract/server`: the reference server for tests of a client, in the process of the tests.
 *
 * @example
 * const server = await startServer({ tickets: 50 });
 * const answer = await fetch(`${server.url}/api/tickets-search.php`, { headers: { 'X-API-Key': server.key } });
 * await server.stop();
 */

import type { OperationId } from '../contract/operations.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startFront } from '../server/faults/front.js';
import type { Autoresponse } from '../server/http/operation.js';
import { markOverdue } from '../server/queries/overdue.js';
import { startServer as startReference } from '../server/start.js';
import { openExchangeable } from '../server/store/exchangeable.js';
import { type Clock, testClock } from './clock.js';
import { type ActiveFault, faultList, type WantedFault } from './fault-list.js';
import { addedKeys, type TestKey, withoutUnknown } from './options.js';
import { type ReceivedRequest, receivedRequests } from './received.js';

export type { Duration } from './clock.js';
export type { ActiveFault, Clock, ReceivedRequest, TestKey, WantedFault };

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

/** An auto-response that osTicket would have sent to the user of a new ticket. */
export type Mail = Autoresponse;

/** What the server held when it was taken. */
export interface Snapshot {
  readonly bytes: Uint8Array;
}

export interface TestServer {
  /** Root of the installation, without a slash at its end; the API is below `/api`. */
  readonly url: string;
  /** A key with all permissions. */
  readonly key: string;
  /** The values of `TestServerOptions.keys`, by their names. */
  readonly keys: Readonly<Record<string, string>>;
  /** The time that the server goes by. */
  readonly clock: Clock;
  /** The requests since the start or the last reset, in their order. @param operation only those of this one */
  requests(operation?: OperationId): ReceivedRequest[];
  /** The last request of an operation. @throws Error that says what was received where there is none */
  request(operation: OperationId): ReceivedRequest;
  /** From now on requests meet this fault, too. @throws Error that says what is wrong with it */
  fault(fault: WantedFault): ActiveFault;
  /** The auto-responses since the start or the last reset. */
  mails(): Mail[];
  /** All tickets, files and keys as they are now. */
  snapshot(): Promise<Snapshot>;
  /** Puts back what a snapshot of this server holds. Requests, mails, faults and clock stay as they are. */
  restore(snapshot: Snapshot): Promise<void>;
  /** As right after the start: the tickets, no requests, no mails, no faults, the real time. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a server of its own: any number of them run at once.
 *
 * @throws Error that says which option is wrong
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { tickets = 0, seed, keys: wanted = [], without = [], port, host } = options;
  const database = await openExchangeable();
  const clock = testClock((now) => markOverdue(database.store, now));
  let mails: Mail[] = [];
  const behind = await startReference({
    store: database.store,
    fill: madeUpTickets(tickets, seed),
    keys: 'none',
    without: withoutUnknown(without),
    now: clock.now,
    autorespond: (mail) => mails.push(mail),
    namesRefusals: true,
  });
  try {
    const { key, keys } = await addedKeys(database.store, wanted);
    const received = receivedRequests({ ...keys, main: key });
    const faults = faultList();
    const front = await startFront(
      { url: behind.url, store: database.store, fullKey: key },
      { port, host, observe: received.observe },
    );
    front.carry(faults.fault);
    const filled = database.bytes();
    /** What is under way is done with before the store is another one. */
    const restore = async (bytes: Buffer) => {
      await behind.idle();
      await database.restore(bytes);
    };
    return {
      url: front.url,
      key,
      keys,
      clock,
      requests: received.all,
      request: received.last,
      fault: faults.add,
      mails: () => [...mails],
      snapshot: async () => {
        await behind.idle();
        return { bytes: database.bytes() };
      },
      restore: ({ bytes }) => restore(Buffer.from(bytes)),
      reset: async () => {
        faults.clear();
        // Ends what a fault holds back: it must not reach the tickets of the next test.
        front.carry(faults.fault);
        await restore(filled);
        clock.goReal();
        received.clear();
        mails = [];
      },
      stop: async () => {
        await front.close();
        await behind.close();
      },
    };
  } catch (error) {
    await behind.close();
    throw error;
  }
}
