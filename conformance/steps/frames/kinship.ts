/** Who is whose child, as others than the ticket itself say: the list of children, and the question for the parent. */
import type { Answer, Context } from '../../kernel/context.js';
import { getParent, listChildren } from '../subtickets.js';

type Numbered = { number: string };

/** Whether the run may ask who is whose child, as far as is known. */
export const mayAsk = ({ session: { capabilities, permissions } }: Context) =>
  capabilities.subtickets !== false && permissions.can_manage_subtickets !== false;

/** Whether the list of children has a ticket; nothing where it does not say. */
export async function isListed(
  t: Context,
  child: Numbered,
  parent: Numbered,
): Promise<{ answer: Answer; yes: boolean } | undefined> {
  if (!mayAsk(t)) return undefined;
  const answer = await listChildren(t, parent.number);
  const { children } = (answer.meant ?? {}) as { children?: unknown };
  if (!answer.isSuccess || !Array.isArray(children)) return undefined;
  return { answer, yes: children.some((one) => String(one?.number) === child.number) };
}

/** The number of a ticket's parent, `null` where it has none, `undefined` where the answer does not say it. */
export async function parentOf(
  t: Context,
  child: Numbered,
): Promise<{ answer: Answer; number: string | null | undefined } | undefined> {
  if (!mayAsk(t)) return undefined;
  const answer = await getParent(t, child.number);
  const { parent } = ((answer.isSuccess && answer.meant) || {}) as { parent?: { number?: unknown } | null };
  return { answer, number: parent && String(parent.number) };
}

/**
 * Whether each of these tickets says of its parent what the list of its children says: it names it exactly where it is
 * listed. Then some write has done it, and no answer is wrong.
 *
 * @param numbers those that are listed against what was expected, or expected and not listed
 * @param listed the numbers in the list
 */
export async function sayTheSame(
  t: Context,
  parent: Numbered,
  numbers: readonly string[],
  listed: readonly string[],
): Promise<boolean> {
  for (const number of numbers) {
    const its = await parentOf(t, { number });
    if (its?.number === undefined || (its.number === parent.number) !== listed.includes(number)) return false;
  }
  return numbers.length > 0;
}
