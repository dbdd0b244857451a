/** The rules for making a ticket the child of another, which linkSubticket and updateTicket have in common. */
import type { RequirementId } from '../../generated/requirements.js';
import { refuse } from '../http/refusal.js';
import type { Db } from '../queries/prepared.js';
import { isAncestor, lockTickets, setParent } from '../queries/subtickets.js';
import type { Store } from '../store/store.js';

/** The requirements that stand behind each refusal. */
export interface LinkRequirements {
  readonly unknown: RequirementId;
  readonly itself: RequirementId;
  readonly again: RequirementId;
  readonly secondParent: RequirementId;
  readonly cycle: RequirementId;
}

interface Link {
  readonly parent: number;
  readonly child: number;
  /** In the database's time zone. */
  readonly time: string;
  /** Whether a link that is there already is refused or left as it is. */
  readonly ifLinked: 'refuse' | 'keep';
}

/** Links two tickets, in a transaction. */
export async function link(
  store: Store,
  db: Db,
  { parent, child, time, ifLinked }: Link,
  requirements: LinkRequirements,
): Promise<void> {
  if (parent === child) refuse(requirements.itself, 422, 'A ticket cannot be its own parent.');
  const parents = await lockTickets(store, db, [parent, child]);
  const present = parents.get(child);
  if (present === undefined || !parents.has(parent))
    refuse(requirements.unknown, 404, 'Ticket not found: it was deleted meanwhile.');
  if (present === parent) {
    if (ifLinked === 'keep') return;
    refuse(requirements.again, 422, 'Subticket relationship already exists');
  }
  // The ID of a parent that was deleted is left over by osTicket and means nothing.
  if (present !== 0 && (await lockTickets(store, db, [present])).has(present)) {
    refuse(requirements.secondParent, 422, 'The ticket has another parent already. Unlink it first.');
  }
  if (await isAncestor(store, db, child, parent)) {
    refuse(requirements.cycle, 422, 'The parent is a descendant of the ticket; linking them would make a circle.');
  }
  await setParent(db, child, parent, time);
}
