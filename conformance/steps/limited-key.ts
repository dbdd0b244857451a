/** Keys that may do one thing and not another. */

import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';

/** The name of an active key that has one permission and lacks another. @throws Skip when the run has none */
export function limitedKey({ session }: Context, has: string, lacks: string): string {
  const found = session.run.keys.find(
    ({ active, permissions = [] }) => active && permissions.includes(has) && !permissions.includes(lacks),
  );
  if (found) return found.name;
  const [main] = session.run.keys;
  if (session.permissions[has] && session.permissions[lacks] === false) return main.name;
  throw new Skip('no-data', `The settings file names no key with ${has} and without ${lacks}.`);
}
