/** Carries the actions of an exploration out. */
import type { Finding } from '../kernel/outcome.js';
import type { Action } from './actions.js';
import { create, update } from './changes.js';
import { deleteTicket, link, unlink } from './families.js';
import type { World } from './world.js';

/** One that is not possible here is passed over. @returns what it has shown to be broken */
export async function take(world: World, action: Action): Promise<Finding | undefined> {
  switch (action.kind) {
    case 'create':
      return create(world, action);
    case 'update':
      return update(world, action);
    case 'link':
      return link(world, world.at(action.parent), world.at(action.child));
    case 'unlink':
      return unlink(world, world.at(action.ticket));
    default:
      return deleteTicket(world, world.at(action.ticket), action.xml);
  }
}
