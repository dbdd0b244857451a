/** The rules for making a ticket the child of another, which linkSubticket and updateTicket have in common. */
import type { RefusalId } from '../../generated/requirements.js';
import { refuse } from '../http/refusal.js';
import type { Db } from '../queries/prepared.js';
import { isAncestor, lockTickets, setParent } from '../queries/subtickets.js';
import type { Store } from '../store/store.js';

/** The requirements that stand behind each refusal. */
export interface LinkRequirements {
  readonly unknown: RefusalId;
  readonly itself: RefusalId;
  /** Left out: a link that is there already is left as it is. */
  readonly again?: RefusalId;
  readonly secondParent: RefusalId;
  readonly cycle: RefusalId;
}

interface Link {
  readonly parent: number;
  readonly child: number;
  /** In the database's time zone. */
  readonly time: string;
}

/** Links two tickets, in a transaction. */
export async function link(
  store: Store,
  db: Db,
  { parent, child, time }: Link,
  requirements: LinkRequirements,
): Promise<void> {
  if (parent === child) refuse({ requirement: requirements.itself, message: 'A ticket cannot be its own parent.' });
  const parents = await lockTickets(store, db, [parent, child]);
  const present = parents.get(child);
  if (present === undefined || !parents.has(parent))
    refuse({ requirement: requirements.unknown, message: 'Ticket not found: it has just been deleted.' });
  if (present === parent) {
    if (requirements.again === undefined) return;
    refuse({ requirement: requirements.again, message: 'Subticket relationship already exists' });
  }
  // The ID of a parent that was deleted is left over by osTicket and means nothing.
  if (present !== 0 && (await lockTickets(store, db, [present])).has(present)) {
    refuse({
      requirement: requirements.secondParent,
      message: 'The ticket already has another parent. Unlink it first.',
    });
  }
  if (await isAncestor(store, db, child, parent)) {
    refuse({
      requirement: requirements.cycle,
      message: 'The parent is a descendant of the ticket; linking them would make a cycle.',
    });
  }
  await setParent(db, child, parent, time);
}
