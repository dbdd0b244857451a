/**
 * A control address: what a test server can be told and asked, over HTTP, for tests in any language. Only programs of this
 * machine reach it, and no web page does.
 */
import { createServer } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { OperationId } from '../contract/operations.js';
import { checked } from '../installation/checked.js';
import { isLoopback } from '../installation/loopback.js';
import { UserError } from '../installation/user-error.js';
import { FaultEntryError } from '../server/faults/fault-entry.js';
import { listening, urlOf } from '../server/http/listening.js';
import { StoreError } from '../server/store/store-error.js';
import { type Duration, durationSchema, millisecondsOf } from './clock.js';
import type { Snapshot, TestServer } from './controlled.js';
import type { ActiveFault, WantedFault } from './fault-list.js';

export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @param port 0 for a free one
 * @throws Error with the code EADDRINUSE or EACCES when the port cannot be had
 * @example curl -X POST "$CONTROL/faults" -H 'Content-Type: application/json' -d '{"fault": "too-many-requests", "times": 2}'
 */
export async function startControl(server: TestServer, port: number): Promise<Control> {
  const added = new Map<number, ActiveFault>();
  const snapshots: Snapshot[] = [];
  let last = 0;
  const app = express().disable('x-powered-by');
  app.use(refuseOthers, express.json({ strict: false }), refuseOtherBodies);
  app.get('/', (_request, response) => void response.json({ paths }));
  app.get('/faults', (_request, response) => void response.json(server.faults()));
  app.post('/faults', ({ body }, response) => {
    last += 1;
    added.set(last, server.fault(body as WantedFault));
    response.status(201).json({ id: last });
  });
  app.delete('/faults', (_request, response) => {
    for (const fault of added.values()) fault.remove();
    added.clear();
    response.status(204).end();
  });
  app.delete('/faults/:id', ({ params }, response) => {
    const id = Number(params.id);
    added.get(id)?.remove();
    response.status(added.delete(id) ? 204 : 404).end();
  });
  app.get('/requests', ({ query }, response) => {
    const { operation } = checked<{ operation?: OperationId }>('The query', requestsSchema, query);
    response.json(server.requests(operation));
  });
  app.get('/mails', (_request, response) => void response.json(server.mails()));
  app.get('/clock', (_request, response) => void response.json({ now: server.clock.now() }));
  app.put('/clock', async ({ body }, response) => {
    const { set, move = {} } = checked<{ set?: string; move?: Duration }>('The body', clockSchema, body);
    // In one step: where the move is a mistake, the time is not set either.
    if (set === undefined) await server.clock.move(move);
    else {
      const time = Date.parse(set);
      await server.clock.set(Number.isNaN(time) ? set : new Date(time + millisecondsOf(move)));
    }
    response.json({ now: server.clock.now() });
  });
  app.post('/snapshot', async (_request, response) => {
    response.status(201).json({ id: snapshots.push(await server.snapshot()) });
  });
  app.put('/restore', async ({ body }, response) => {
    const { id } = checked<{ id: number }>('The body', restoreSchema, body);
    const snapshot = snapshots[id - 1];
    if (snapshot === undefined) throw new UserError(`There is no snapshot ${id}. POST /snapshot makes one.`);
    await server.restore(snapshot);
    response.status(204).end();
  });
  app.post('/reset', async (_request, response) => {
    await server.reset();
    added.clear();
    response.status(204).end();
  });
  app.use((_request, response) => void response.status(404).json({ message: 'There is no such path.', paths }));
  app.use(answerMistakes);
  const listener = createServer(app);
  await listening(listener, port, '127.0.0.1');
  return {
    url: urlOf(listener),
    close: async () => {
      listener.closeAllConnections();
      await new Promise((closed) => listener.close(closed));
    },
  };
}

const clockSchema = {
  type: 'object',
  properties: { set: { type: 'string' }, move: durationSchema },
  minProperties: 1,
  additionalProperties: false,
};
const restoreSchema = {
  type: 'object',
  properties: { id: { type: 'integer' } },
  required: ['id'],
  additionalProperties: false,
};
const requestsSchema = { type: 'object', properties: { operation: { type: 'string' } }, additionalProperties: false };

const paths = {
  'POST /faults':
    'add a fault: its name, or {"fault", "parameters"?, "operations"?, "where"?, "times"?, "share"?, "seed"?}',
  'GET /faults': 'the faults that requests meet',
  'DELETE /faults': 'take away what was added here; /faults/ID one of it',
  'GET /requests': 'what was received since the start or the last reset; ?operation=createTicket',
  'GET /mails': 'the auto-responses that would have been sent',
  'GET /clock': 'the time that the server goes by',
  'PUT /clock': '{"set": "2026-12-31T17:30:00Z"} or {"move": {"days": 1, "hours": 0, "minutes": 0, "seconds": 0}}',
  'POST /snapshot': 'keep what the server holds; the answer is {"id"}',
  'PUT /restore': '{"id": 1}: as when that snapshot was made; requests, mails, faults and clock stay as they are',
  'POST /reset': 'as right after the start',
};

/** A web page that a developer has open can reach this machine, too: it names itself, or a host of its own. */
const refuseOthers: RequestHandler = ({ headers }, response, next) => {
  if (headers.origin === undefined && isLoopback(`http://${headers.host}`)) return next();
  response.status(403).json({ message: 'Only programs of this machine may use this, and no web page.' });
};

/** What has another type was not read, and must not pass for nothing. */
const refuseOtherBodies: RequestHandler = ({ headers, body }, response, next) => {
  if (body !== undefined || !(Number(headers['content-length']) > 0 || 'transfer-encoding' in headers)) return next();
  response
    .status(400)
    .json({ message: 'The body must be JSON, and the header say so: Content-Type: application/json.' });
};

const answerMistakes: ErrorRequestHandler = (error, _request, response, _next) => {
  const isMistake =
    [FaultEntryError, UserError, StoreError, RangeError].some((kind) => error instanceof kind) || error.status === 400;
  response.status(isMistake ? 400 : 500).json({ message: isMistake ? error.message : 'It failed.' });
};
