/** What the suite cannot judge of an absent plugin: that the message names it, and that the rest goes on. */
import { expect, test } from 'vitest';
import { capabilities } from '../../contract/keys.js';
import { type OperationId, operations } from '../../contract/operations.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { newTicketBody, sampleCalls } from '../testing/sample-calls.js';

const plugin = (name: string) => capabilities[name]?.plugin ?? '';

/** Requests that need a plugin for a field alone. */
const byField: [OperationId, object, capability: string][] = [
  ['createTicket', { ...newTicketBody, format: 'markdown' }, 'markdown'],
  ['createTicket', { ...newTicketBody, parentTicketId: '1' }, 'subtickets'],
  ['updateTicket', { note: 'x', noteFormat: 'markdown' }, 'markdown'],
  ['updateTicket', { parentTicketNumber: '1', priority: 'High' }, 'subtickets'],
];

eachServer('without plugins', (api: Api) => {
  const bare = <Result>(work: (other: Api) => Promise<Result>) =>
    api.with({ without: Object.keys(capabilities) }, work);

  test.each(operations.filter(({ capability }) => capability))('$id is 501, but not without a key', async (one) => {
    const call = await sampleCalls[one.id](api);
    await bare(async (other) => {
      expectError(await other.call(one.id, call), 501, plugin(one.capability ?? ''));
      expectError(await other.call(one.id, { ...call, key: null }), 401);
    });
    expect((await api.call(one.id, call)).status).toBe(200);
  });

  test.each(byField)('%s with %j is 501', async (id, body, capability) => {
    const number = await api.newTicket();
    await bare(async (other) =>
      expectError(await other.call(id, { params: { number }, body }), 501, plugin(capability)),
    );
  });
});
