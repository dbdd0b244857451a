/** Which checks a run does: by requirement ID or glob (`getTicket/*`, `*-is-boolean`). */
import { UserError } from '../../installation/user-error.js';
import type { Check } from '../kernel/check.js';

/** A glob as an expression: `*` stands for anything, also across the slash. */
function expression(glob: string): RegExp {
  const escaped = glob.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

export interface Selection {
  only: readonly string[];
  skip: readonly string[];
}

/**
 * Whether a check is selected.
 *
 * @throws UserError for an ID or glob that fits no requirement, since a typing mistake would leave things unchecked
 */
export function selector(checks: readonly Check[], { only, skip }: Selection): (check: Check) => boolean {
  for (const glob of [...only, ...skip]) {
    if (!checks.some(({ requirement }) => expression(glob).test(requirement))) {
      throw new UserError(`"${glob}" fits no requirement. \`osticket-contract conformance --list\` shows them all.`);
    }
  }
  const chosen = only.map(expression);
  const left = skip.map(expression);
  return ({ requirement }) =>
    (chosen.length === 0 || chosen.some((one) => one.test(requirement))) && !left.some((one) => one.test(requirement));
}
