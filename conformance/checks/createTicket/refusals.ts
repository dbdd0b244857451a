/** Checks of what createTicket refuses: missing, empty and wrong fields, and values that osTicket cannot hold. */
import { resolve } from '../../../contract/document.js';
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { refusedCreations } from '../../steps/refused-creations.js';
import { requestFieldChecks } from '../generic/request-fields.js';

const { requestSchema = {} } = operation('createTicket');
const schemaOf = (field: string) => fieldSchema(requestSchema, field);
/** The longest text that a field takes. */
const longest = (field: string) => resolve(schemaOf(field)).maxLength ?? 0;

/** A text of one character more than a field takes. */
const tooLong = (field: string, start: string, end = '') =>
  start + 'x'.repeat(longest(field) + 1 - start.length - end.length) + end;

/** An address that is too long as a whole, though each of its parts keeps its own limit. */
function tooLongAddress(runId: string): string {
  const part = `${'x'.repeat(60)}.`;
  const rest = tooLong('email', `osticket-contract+${runId}@`, 'example.com');
  return rest.replace(/x{61}/g, part);
}

interface Rule {
  id: RequirementId;
  action: string;
  /** Values that must be refused, by field. */
  values(t: Context): [field: string, value: string][];
}

const rules: Rule[] = [
  {
    id: 'createTicket/email-is-an-address',
    action: 'Send an `email` that is no address',
    values: ({ session: { run } }) => [
      ['email', `nobody-${run.id}`],
      ['email', `two@at@${run.id}.example.com`],
    ],
  },
  {
    id: 'createTicket/ip-is-an-address',
    action: 'Send an `ip` that is no address',
    values: () => [
      ['ip', '192.0.2.256'],
      ['ip', 'localhost'],
    ],
  },
  {
    id: 'createTicket/source-is-known',
    action: 'Send a `source` that osTicket does not have',
    values: () => [['source', 'Pigeon']],
  },
  {
    id: 'createTicket/too-long-refused',
    action: 'Send a `name` and an `email` of one character too many',
    values: ({ session: { run } }) => [
      ['name', tooLong('name', 'Ada ')],
      ['email', tooLongAddress(run.id)],
    ],
  },
];

export const checks: Check[] = [
  ...requestFieldChecks('createTicket', refusedCreations),

  ...rules.map(({ id, action, values }) =>
    check(id, action, async (t) => {
      const changes = values(t).map(([field, value]) => (valid: object) => ({ ...valid, [field]: value }));
      await refusedCreations(t, id.replace('createTicket/', ''), changes);
    }),
  ),
];
