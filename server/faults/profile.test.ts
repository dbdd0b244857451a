/** Profiles that can be used, and one sentence for each mistake in one. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '../../contract/document.js';
import { UserError } from '../../installation/user-error.js';
import { startControlled } from '../../library/controlled.js';
import { newTicketBody } from '../testing/sample-calls.js';
import { checkedProfile, faultOfProfile, readProfile } from './profile.js';

const deviation = {
  requirements: ['getTicket/isOverdue-is-boolean'],
  seen: 'expected boolean; was 0',
  fault: 'field-type',
  parameters: { field: 'isOverdue', type: 'number' },
  operations: ['getTicket'],
};
const good = { profile: 1, name: 'one', contract: contract.info.version, deviations: [deviation], notExpressed: [] };
const pageFor = (breaking: string) => ({
  requirements: [breaking],
  seen: 'a page',
  fault: 'refusal-body',
  parameters: { status: 500, type: 'text/html', body: 'No' },
  breaking,
});

describe('a mistake is told in one sentence', () => {
  const but = (changes: object) => ({ ...good, deviations: [{ ...deviation, ...changes }] });
  test.each<[string, unknown, RegExp]>([
    ['no profile', [], /it is no profile/],
    ['another format', { ...good, profile: 2 }, /a profile of version 2, and this tool knows version 1/],
    ['another contract', { ...good, contract: '0.1.0' }, /version "0\.1\.0" of the contract/],
    ['a requirement that there is not', but({ requirements: ['no/such'] }), /\/requirements\/0 .*"no\/such"/],
    ['a fault that there is not', but({ fault: 'no-such' }), /\/deviations\/0.*\/fault.*"no-such"/],
    [
      'a parameter that there is not',
      but({ parameters: { field: 'id', type: 'text', more: 1 } }),
      /\/deviations\/0.*no "more"/,
    ],
    ['an operation that there is not', but({ operations: ['getTickets'] }), /\/operations\/0.*"getTickets"/],
    ['what is no refusal', but({ breaking: 'getTicket/by-id' }), /\/breaking.*"getTicket\/by-id"/],
  ])('%s', (_, content, message) => {
    const file = join(mkdtempSync(join(tmpdir(), 'profile-')), 'p.json');
    writeFileSync(file, JSON.stringify(content));
    expect(() => readProfile(file)).toThrow(UserError);
    expect(() => readProfile(file)).toThrow(message);
  });

  test('a file that is no JSON', () => expect(() => readProfile('/dev/null')).toThrow(/is no valid JSON/));
});

test('deviations act together, each on its own requests', async () => {
  const deviates = checkedProfile({
    ...good,
    deviations: [
      deviation,
      pageFor('createTicket/name-is-string'),
      // The installation tells, not the request.
      pageFor('updateTicket/priority-unknown-refused'),
      {
        requirements: ['createTicket/duedate-stored'],
        seen: '',
        fault: 'field-ignored',
        parameters: { field: 'duedate' },
      },
    ],
  });
  const server = await startControlled({ deviation: faultOfProfile(deviates), key: 'FULL' });
  const send = (method: string, path: string, json?: object) =>
    fetch(`${server.url}/api/${path}`, {
      method,
      headers: { 'x-api-key': 'FULL', 'content-type': 'application/json' },
      ...(json ? { body: JSON.stringify(json) } : {}),
    });
  try {
    const created = await send('POST', 'tickets.json', { ...newTicketBody, duedate: '2099-01-05' });
    expect(created.status).toBe(201);
    const number = await created.text();
    const ticket = await send('GET', `tickets-get.php/${number}.json`);
    expect(await ticket.json()).toMatchObject({ isOverdue: 0, isAnswered: false, duedate: null });
    expect((await send('POST', 'tickets.json', { ...newTicketBody, name: {} })).status).toBe(500);
    expect((await send('POST', 'tickets.json', { ...newTicketBody, email: {} })).status).toBe(400);
    const unknown = await send('PATCH', `tickets-update.php/${number}.json`, { priority: 'no-such' });
    expect([unknown.status, unknown.headers.get('x-refused-for')]).toEqual([500, null]);
    const other = await send('PATCH', `tickets-update.php/${number}.json`, { statusId: 'no-such' });
    expect([other.status, other.headers.get('x-refused-for')]).toEqual([400, null]);
  } finally {
    await server.stop();
  }
});
