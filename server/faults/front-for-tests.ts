/** A reference server with one ticket behind a front that carries faults, for the tests of a file. */
import { afterAll, beforeAll } from 'vitest';
import { addKey } from '../rules/keys.js';
import { type RunningServer, startServer } from '../start.js';
import { newTicketBody } from '../testing/sample-calls.js';
import { type AnyFaultEntry, faultOf } from './fault-entry.js';
import { type Front, startFront } from './front.js';
import type { namedFaults } from './named-faults.js';

/** By the name of a fault: its parameters, and what is seen then. */
export type Seen = Partial<Record<keyof typeof namedFaults, [parameters: object, see: () => Promise<void>]>>;

export let server: RunningServer;
export let front: Front;
/** Of the ticket. */
export let number: string;

/** Starts both for the tests of a file, and ends them after these. */
export function startsFront(): void {
  beforeAll(async () => {
    server = await startServer({ keys: ['FULL'] });
    front = await startFront({ url: server.url, store: server.store, fullKey: 'FULL', keys: { reader: 'READER' } });
    await addKey(server.store, { key: 'READER', permissions: ['can_read_tickets'] });
    number = (await create({ subject: 'The first' })).text;
  });
  afterAll(async () => {
    await front.close();
    await server.close();
  });
}

interface Sent {
  json?: unknown;
  key?: string;
}

/** What comes through the front. */
export async function send(method: string, path: string, { json, key = 'FULL' }: Sent = {}) {
  const response = await fetch(`${front.url}/api/${path}`, {
    method,
    headers: { 'x-api-key': key, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text, json: () => JSON.parse(text) };
}

export const get = (extension = 'json') => send('GET', `tickets-get.php/${number}.${extension}`);
export const getUnknown = () => send('GET', 'tickets-get.php/none.json');
export const create = (fields: object = {}) => send('POST', 'tickets.json', { json: { ...newTicketBody, ...fields } });
export const search = (query: string) => send('GET', `tickets-search.php?${query}`);

/** How many tickets there are. */
export async function count(): Promise<number> {
  const all = await server.store.db.selectFrom('ticket').select('ticket_id').execute();
  return all.length;
}

export const carry = (entry: AnyFaultEntry) => front.carry(faultOf(entry));
