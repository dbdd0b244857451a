/** Checks of the types of an update's fields. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import { refusedUpdates } from '../../steps/updates.js';
import { wrongTypes } from '../generic/request-fields.js';

const { requestSchema = {} } = operation('updateTicket');

export const checks: Check[] = requirements
  .filter(({ operationId, field }) => operationId === 'updateTicket' && field !== undefined)
  .map(({ id, field = '' }) =>
    check(id, `Send \`${field}\` as each other type`, async (t) => {
      const values = wrongTypes(fieldSchema(requestSchema, field)).map(([, value]) => value);
      // With the note only the type is wrong: attachments need a note, and so does its title.
      await refusedUpdates(
        t,
        values.map((value) => ({ note: 'This note must not be added.', [field]: value })),
      );
    }),
  );
