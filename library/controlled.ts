/** The reference server behind a front that can be told to fail, and what can be seen and set of the two. */
import type { OperationId } from '../contract/operations.js';
import { UserError } from '../installation/user-error.js';
import type { Fault } from '../server/faults/fault.js';
import { startFront } from '../server/faults/front.js';
import type { Autoresponse } from '../server/http/operation.js';
import { markOverdue } from '../server/queries/overdue.js';
import { type ServerOptions, startServer } from '../server/start.js';
import { openExchangeable } from '../server/store/exchangeable.js';
import { openStore, type Store, StoreError } from '../server/store/open.js';
import { type Clock, testClock } from './clock.js';
import { type ActiveFault, faultList, type WantedFault } from './fault-list.js';
import { addedKeys, type TestKey } from './keys.js';
import { type ReceivedRequest, receivedRequests } from './received.js';

export interface ControlledOptions
  extends Pick<ServerOptions, 'fill' | 'port' | 'host' | 'tls' | 'without' | 'cors' | 'log'> {
  /** As `ServerOptions.store`. Only what is in memory can be put back. Default: `memory`. */
  readonly store?: string;
  /** Keys beside the one with all permissions. Default: none. */
  readonly keys?: readonly TestKey[];
  /** The key with all permissions. Default: a random one. */
  readonly key?: string;
  /** How the installation deviates, whatever faults are added. Default: not at all. */
  readonly deviation?: Fault;
  /** Proxies in front of all this (see AppOptions.trustedProxies). Default: 0. */
  readonly trustedProxies?: number;
}

/** An auto-response that osTicket would have sent to the user of a new ticket. */
export type Mail = Autoresponse;

/** What the server held when it was taken. Only that server can restore it, since the keys are another's on another. */
export interface Snapshot {
  readonly bytes: Uint8Array;
}

export interface TestServer {
  /** Root of the installation, without a slash at its end; the API is below `/api`. */
  readonly url: string;
  /** A key with all permissions. */
  readonly key: string;
  /** The values of the keys beside, by their names. */
  readonly keys: Readonly<Record<string, string>>;
  /** The time that the server goes by. */
  readonly clock: Clock;
  /** The requests since the start or the last reset, in their order. @param operation only those of this one @throws RangeError where there is none of this name */
  requests(operation?: OperationId): ReceivedRequest[];
  /** The last request of an operation. @throws Error that says what was received where there is none */
  request(operation: OperationId): ReceivedRequest;
  /** From now on requests meet this fault, too. @throws Error that says what is wrong with it */
  fault(fault: WantedFault): ActiveFault;
  /** The faults that requests meet. */
  faults(): WantedFault[];
  /** The auto-responses since the start or the last reset. */
  mails(): Mail[];
  /** All tickets, files and keys as they are now. */
  snapshot(): Promise<Snapshot>;
  /** Puts back what a snapshot of this server holds. Requests, mails, faults and clock stay as they are. @throws UserError for any other snapshot */
  restore(snapshot: Snapshot): Promise<void>;
  /** As right after the start: the tickets, no requests, no mails, no faults, the real time. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface ControlledServer extends TestServer {
  readonly store: Store;
}

/**
 * @throws StoreError for a store that cannot be opened, and for one in MySQL or MariaDB, which is not opened
 * @throws Error for a mistake in the keys, and with the code EADDRINUSE or EACCES when the port cannot be had
 */
export async function startControlled(options: ControlledOptions): Promise<ControlledServer> {
  const { keys: wanted = [], port, host, tls, deviation, trustedProxies = 0, ...others } = options;
  const database = await openDatabase(options.store);
  const { store } = database;
  const clock = testClock((now) => markOverdue(store, now));
  let mails: Mail[] = [];
  const behind = await startServer({
    ...others,
    store,
    keys: 'none',
    now: clock.now,
    autorespond: (mail) => mails.push(mail),
    namesRefusals: true,
    // The front is one, too.
    trustedProxies: 1 + trustedProxies,
  });
  try {
    const { key, keys } = await addedKeys(store, wanted, options.key);
    const named = { ...keys, main: key };
    const received = receivedRequests(named);
    const faults = faultList(Object.keys(named), deviation);
    const { observe } = received;
    const front = await startFront({ url: behind.url, store, fullKey: key, keys: named }, { port, host, tls, observe });
    front.carry(faults.fault);
    const filled = database.bytes?.();
    const snapshots = new WeakSet<Snapshot>();
    /** What is under way is done with before the store is another one. */
    const restore = async (bytes: Buffer | undefined) => {
      await behind.idle();
      if (database.restore === undefined || bytes === undefined) throw notInMemory();
      await database.restore(bytes);
    };
    return {
      url: front.url,
      ...{ key, keys, clock, store },
      requests: received.all,
      request: received.last,
      fault: faults.add,
      faults: faults.all,
      mails: () => [...mails],
      snapshot: async () => {
        await behind.idle();
        if (database.bytes === undefined) throw notInMemory();
        const snapshot = { bytes: database.bytes() };
        snapshots.add(snapshot);
        return snapshot;
      },
      restore: async (snapshot) => {
        if (!snapshots.has(snapshot))
          throw new UserError('This is no snapshot of this server. Restore what its own snapshot() gave.');
        await restore(Buffer.from(snapshot.bytes));
      },
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

interface Opened {
  readonly store: Store;
  bytes?(): Buffer;
  restore?(bytes: Buffer): Promise<void>;
}

async function openDatabase(address = 'memory'): Promise<Opened> {
  if (address === 'memory') return openExchangeable();
  // It may be an installation's, and opening an empty database makes tables in it.
  if (address.startsWith('mysql:'))
    throw new StoreError(
      'A profile or a fault changes what is written, so it is never served from a MySQL or MariaDB database: leave --as, --fault and --control out, or use --store memory or sqlite:FILE.',
    );
  return { store: await openStore(address) };
}

const notInMemory = () =>
  new StoreError('Only a store in memory can be put back. Leave --store out, or restart with another file.');
