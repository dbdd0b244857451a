/** Which checks a run does: by requirement ID or glob (`getTicket/*`, `*-is-boolean`), also of one operation (`auth/*@getTicket`). */
import { UserError } from '../../installation/user-error.js';
import type { Check } from '../kernel/check.js';

/** A glob as an expression: `*` stands for anything, also across the slash. */
function expression(glob: string): RegExp {
  const escaped = glob.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

type Named = Pick<Check, 'requirement' | 'operation'>;

/** What chooses one check alone. */
export const selecting = ({ requirement, operation }: { requirement: string; operation: string }): string =>
  `${requirement}@${operation}`;

const fits = (glob: RegExp, check: Named) => glob.test(check.requirement) || glob.test(selecting(check));

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
    if (!checks.some((check) => fits(expression(glob), check))) {
      throw new UserError(`"${glob}" fits no requirement. \`osticket-contract conformance --list\` shows them all.`);
    }
  }
  const chosen = only.map(expression);
  const left = skip.map(expression);
  return (check) =>
    (chosen.length === 0 || chosen.some((one) => fits(one, check))) && !left.some((one) => fits(one, check));
}
