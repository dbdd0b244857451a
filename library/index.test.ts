import { expect, test } from 'vitest';
import * as contract from '../contract/index.js';
import { ApiError, createClient, startServer } from './index.js';

test('one import has the client, the contract and the server', async () => {
  const server = await startServer({ tickets: 1, seed: 3 });
  const client = createClient(server);
  const [ticket] = await client.searchTickets();
  await expect(client.getTicket({ path: { number: `${ticket?.number}0` } })).rejects.toBeInstanceOf(ApiError);
  expect(server.request('getTicket').status).toBe(404);
  await server.stop();
});

test('the contract is there as data', () => {
  expect(contract.operation('searchTickets').permission).toBe('can_search_tickets');
  expect(contract.requirement('createTicket/topic-unknown-refused').status).toEqual([400, 404]);
  expect(contract.permissions).toContain('can_read_tickets');
  expect(contract.attachmentLimits.fileBytes).toBe(10 * 2 ** 20);
  expect(contract.supportedMimeTypes.has('application/pdf')).toBe(true);
});
