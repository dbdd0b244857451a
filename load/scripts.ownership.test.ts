/** The script of attachments changes and deletes no ticket but its own, whatever number an installation tells. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { success } from '../server/faults/answer.js';
import { at, type Fault, jsonReply } from '../server/faults/fault.js';
import { type Front, startFront } from '../server/faults/front.js';
import { type RunningServer, startServer } from '../server/start.js';
import { runScript, small } from './host-for-tests.js';

let server: RunningServer;
let front: Front;
let env: Record<string, string>;
/** Changes that reached the installation, as lines. */
const changes: string[] = [];

beforeAll(async () => {
  server = await startServer({ fill: madeUpTickets(30) });
  const [fullKey = ''] = server.keys;
  front = await startFront({ url: server.url, store: server.store, fullKey });
  env = { OSTICKET_URL: front.url, OSTICKET_API_KEY: fullKey, ...small };
});
afterAll(async () => {
  await front.close();
  await server.close();
});

const noting =
  (fault: Fault): Fault =>
  (sent, forward, environment) => {
    if (sent.operation === 'updateTicket' || sent.operation === 'deleteTicket')
      changes.push(`${sent.operation} ${sent.params.number}`);
    return fault(sent, forward, environment);
  };

test('a creation that is answered with the number of a customer’s ticket changes nothing of it', async () => {
  const { number } = await server.store.db.selectFrom('ticket').select('number').executeTakeFirstOrThrow();
  changes.length = 0;
  front.carry(
    noting(
      at(
        'createTicket',
        success((answer) => ({ ...answer, body: Buffer.from(number ?? '') })),
      ),
    ),
  );
  const ran = await runScript('attachments', env);
  expect(ran.code).toBe(108);
  expect(ran.stderr).toMatch(/Nothing is uploaded to .* does not show that this run made it\. Look for one with load-/);
  expect(changes).toEqual([]);
});

test('after a limit, a deletion is sent again only behind a new proof', async () => {
  changes.length = 0;
  let tries = 0;
  const handedOver: Fault = async (sent, forward, { store }) => {
    if (++tries > 1) return forward(sent);
    // Meanwhile the number becomes that of somebody else.
    await store.db
      .updateTable('ticket__cdata')
      .set({ subject: 'A customer’s' })
      .where('subject', 'like', '[osticket-contract load-%')
      .execute();
    return jsonReply(503, {});
  };
  front.carry(noting(at('deleteTicket', handedOver)));
  const ran = await runScript('attachments', env);
  expect(ran.stderr).toMatch(/could not be deleted \(ticket \d+ does not show that this run made it\)/);
  expect(changes.filter((one) => one.startsWith('deleteTicket'))).toHaveLength(1);
});
