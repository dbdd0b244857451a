/** Both scripts against an installation whose answers differ from the contract, as those of real ones do. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { both, type Fault } from '../server/faults/fault.js';
import { faultOf } from '../server/faults/fault-entry.js';
import { type Front, startFront } from '../server/faults/front.js';
import { type RunningServer, startServer } from '../server/start.js';
import { runScript, small } from './host-for-tests.js';

let server: RunningServer;
let front: Front;
let env: Record<string, string>;

/** What plugin 2.3.4 does: numbers for booleans, objects for names, a web page's content type, other thread types. */
const deviating = [
  { fault: 'booleans-are-numbers' },
  { fault: 'field-type', parameters: { field: '[].staff', type: 'object' }, operations: ['searchTickets'] },
  { fault: 'field-value', parameters: { field: 'thread[].type', value: 'N' }, operations: ['getTicket'] },
  { fault: 'success-content-type', parameters: { type: 'text/html' }, operations: ['createTicket'] },
]
  .map((entry) => faultOf(entry))
  .reduce<Fault>(
    (all, one) => both(all, one),
    (sent, forward) => forward(sent),
  );

beforeAll(async () => {
  server = await startServer({ fill: madeUpTickets(150) });
  const [fullKey = ''] = server.keys;
  front = await startFront({ url: server.url, store: server.store, fullKey });
  front.carry(deviating);
  env = { OSTICKET_URL: front.url, OSTICKET_API_KEY: fullKey, ...small };
});
afterAll(async () => {
  await front.close();
  await server.close();
});

test.each(['search', 'attachments'] as const)(
  '%s: answers of its own shape are right, and the difference is said',
  async (name) => {
    const ran = await runScript(name, env);
    expect(ran.code).toBe(0);
    expect(ran.summary).toMatchObject({ passed: true, errors: { shape: 0, status: 0 } });
    if (name === 'search') {
      expect(ran.stderr).toContain('[].isOverdue is integer, not boolean; [].isAnswered is integer');
      // The report has them too.
      expect(ran.summary?.differences).toContain('[].isOverdue is integer, not boolean');
    }
  },
);

test('with STRICT only the contract counts', async () => {
  const ran = await runScript('search', { ...env, STRICT: 'yes' });
  expect(ran.code).toBe(108);
  expect(ran.stderr).toContain('does not answer as the API');
});

test('other bytes than were uploaded are an error, whatever the shape', async () => {
  front.carry(
    both(
      deviating,
      faultOf({
        fault: 'field-value',
        parameters: { field: 'content', value: 'AAAA' },
        operations: ['downloadAttachment'],
      }),
    ),
  );
  const ran = await runScript('attachments', env);
  front.carry(deviating);
  expect(ran.code).toBe(99);
  expect(ran.summary?.errors.shape).toBeGreaterThan(0);
});
