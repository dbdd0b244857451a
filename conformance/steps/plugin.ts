/** Whether the Subticket Manager Plugin is there, where a single answer may be wrong. */
import { type OperationId, operation } from '../../contract/operations.js';
import type { RawRequest } from '../client/caller.js';
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { nobodys } from './facts.js';

const path = (t: Context) => ({ number: nobodys(t), format: 'json' });

/** Whether one of the operations that need the plugin says that it is not there. */
const saysAbsent = (t: Context): Promise<boolean> =>
  t.share('Subticket Manager Plugin', async (own) => {
    for (const id of ['getParentTicket', 'listChildTickets'] as const) {
      if ((await own.send({ operation: id, path: path(own) })).status === 501) return true;
    }
    return false;
  });

/**
 * Sends a request that needs the plugin where there is none, and expects 501.
 *
 * @param request a request that would succeed with the plugin
 * @throws Skip when the installation has the plugin, or the key may not use it
 */
export async function expectAbsent(
  t: Context,
  id: OperationId,
  request: (t: Context) => Promise<RawRequest>,
): Promise<void> {
  const { capability = '', permission } = operation(id);
  if (t.session.permissions[permission] === false) throw new Skip('no-permission', `The key lacks ${permission}.`);
  if (t.session.capabilities[capability] !== false && !(await saysAbsent(t))) {
    throw new Skip('not-applicable', 'The installation has the plugin.');
  }
  await t.refused(await t.send({ operation: id, ...(await request(t)) }), 501);
}
