/** Writes whose condition is missing: they change tickets that no request names. */
import { requirements } from '../../../contract/requirements.js';
import { andAlso } from '../../../server/faults/effect.js';
import type { Environment } from '../../../server/faults/fault.js';
import type { Row } from '../engine/mutant.js';

/** The newest tickets, those of a run among them: some databases cannot read the table that they write. */
async function newest({ store: { db } }: Environment): Promise<number[]> {
  const rows = await db.selectFrom('ticket').select('ticket_id').orderBy('ticket_id', 'desc').limit(60).execute();
  return rows.map(({ ticket_id }) => ticket_id);
}

const sets = (values: { status_id: number } | { dept_id: number }) =>
  andAlso(async (environment) => {
    const ids = await newest(environment);
    await environment.store.db.updateTable('ticket').set(values).where('ticket_id', 'in', ids).execute();
  });

const faults = {
  'all tickets are closed': sets({ status_id: 3 }),
  'all tickets get one department': sets({ dept_id: 3 }),
};

export const wideWrites: Row[] = requirements
  .filter(({ id }) => id.endsWith('/others-untouched'))
  .flatMap(({ id }) => Object.entries(faults).map(([description, fault]): Row => [id, description, fault]));
