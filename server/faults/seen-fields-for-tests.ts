/** Faults of fields of answers: what a client sees, and what was done. */
import { expect } from 'vitest';
import { newTicketBody } from '../testing/sample-calls.js';
import { get, getUnknown, number, type Seen, send } from './front-for-tests.js';

export const seenFields = {
  'digits-are-numbers': [{}, async () => expect((await get()).json().number).toBe(Number(number))],
  'booleans-are-numbers': [
    {},
    async () => {
      expect((await get()).json().isOverdue).toBe(0);
      expect((await getUnknown()).json().error).toBe(1);
    },
  ],
  'field-type': [
    { field: 'thread[].id', type: 'text' },
    async () => expect((await get()).json().thread[0].id).toMatch(/^\d+$/),
  ],
  'field-missing': [
    { field: 'subject' },
    async () => {
      const ticket = (await get()).json();
      expect(ticket).not.toHaveProperty('subject');
      expect(ticket.number).toBe(number);
    },
  ],
  'field-value': [{ field: 'source', value: null }, async () => expect((await get()).json().source).toBeNull()],
  'field-renamed': [
    { field: 'thread[].body', to: 'text' },
    async () => {
      const [entry] = (await get()).json().thread;
      expect(entry).not.toHaveProperty('body');
      expect(entry.text).toBe(newTicketBody.message);
    },
  ],
  'field-words': [
    { field: 'status', words: { Open: 'O' } },
    async () => expect((await get()).json()).toMatchObject({ status: 'O' }),
  ],
  'field-wrapped': [
    { field: 'user.name', as: 'name', others: { format: 'full' } },
    async () => {
      const { name } = newTicketBody;
      expect((await get()).json()).toMatchObject({ user: { name: { format: 'full', name } } });
    },
  ],
  'list-longer': [
    { item: { id: 99, name: 'Archived', state: 'archived' } },
    async () => {
      const list = (await send('GET', 'tickets-statuses.php')).json();
      expect(list.at(-1)).toEqual({ id: 99, name: 'Archived', state: 'archived' });
      expect(list.length).toBeGreaterThan(1);
    },
  ],
} satisfies Seen;
