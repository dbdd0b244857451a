/** Refusals as tables: what the message says is for the caller, and the suite cannot judge it. */
import { expect, test } from 'vitest';
import { countRows } from '../store/count-rows-for-tests.js';
import type { Api, Reply } from './api.js';

/** A field, values that are refused, what the message has in it (default: the field's name), the code (default: 400). */
export type Refusal = readonly [field: string, values: readonly unknown[], message?: string | RegExp, status?: number];

/** A test for each row: every value is refused, with the right words, and the database stays as it was. */
export function testRefusals(
  api: Api,
  refusals: readonly Refusal[],
  send: (field: string, value: unknown) => Promise<Reply>,
): void {
  for (const [field, values, message = field, status = 400] of refusals) {
    test(`a wrong ${field} is refused`, async () => {
      const before = await snapshot(api);
      for (const value of values) expectError(await send(field, value), status, message);
      expect(await snapshot(api)).toEqual(before);
    });
  }
}

/** How many rows each table has, and the tickets and thread entries themselves. */
export async function snapshot({ store: { db } }: Api): Promise<object> {
  const tickets = await db.selectFrom('ticket').selectAll().orderBy('ticket_id').execute();
  const entries = await db.selectFrom('thread_entry').selectAll().orderBy('id').execute();
  return { rows: await countRows(db), tickets, entries };
}

/** Expects the standard error object. @param message what its text must have in it */
export function expectError(reply: Reply, status: number, message: string | RegExp = ''): void {
  expect([reply.status, reply.type], reply.text).toEqual([status, 'application/json']);
  expect(Object.keys(reply.json).sort()).toEqual(['error', 'message']);
  expect(reply.json.error).toBe(true);
  expect(reply.json.message).toMatch(message);
  expect(reply.json.message).not.toBe('');
}
