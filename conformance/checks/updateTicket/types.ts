/** Checks of the types of an update's fields. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { makeTicket } from '../../steps/own-tickets.js';
import { refusedUpdates } from '../../steps/updates.js';
import { wrongTypes } from '../generic/request-fields.js';

const { requestSchema = {} } = operation('updateTicket');

/** Values of a wrong type. */
async function wrongValues(t: Context, field: string): Promise<unknown[]> {
  const wrong = wrongTypes(fieldSchema(requestSchema, field));
  if (field !== 'parentTicketNumber') return wrong.map(([, value]) => value);
  // A number could name somebody's ticket, so that of an own one is sent.
  const other = await makeTicket(t, 'named by a number');
  const own = /^[1-9]\d{0,14}$/.test(other.number) ? [Number(other.number)] : [];
  return [...wrong.map(([, value]) => value).filter((value) => typeof value !== 'number'), ...own];
}

export const checks: Check[] = requirements
  .filter(({ operationId, field }) => operationId === 'updateTicket' && field !== undefined)
  .map(({ id, field = '' }) =>
    check(id, `Send \`${field}\` as each other type`, async (t) => {
      const values = await wrongValues(t, field);
      // With the note only the type is wrong: attachments need a note, and so does its title.
      await refusedUpdates(
        t,
        values.map((value) => ({ note: 'This note must not be added.', [field]: value })),
      );
    }),
  );
