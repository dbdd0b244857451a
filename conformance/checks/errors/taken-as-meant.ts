/** How the checks of values that can be meant in one way only judge what a request did. */
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { NoEvidence } from '../../client/wire.js';
import { type Check, checkFor } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { each } from '../../kernel/each.js';
import { type Breach, Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';

/** Says what is wrong with the ticket as it reads after the request was accepted; nothing where it was taken as meant. */
export type Dropped = (ticket: Answer) => Promise<Wrong | undefined> | Wrong | undefined;

/** In words, with the fields that changed where it is a matter of these. */
type Wrong = string | Pick<Breach, 'actual' | 'fields'>;

/** A value, and what it can only mean. */
export interface OtherType {
  field: string;
  value: unknown;
  /** For people: `a message 40961`. */
  meant: string;
  dropped: Dropped;
  /** The same in the field's own type, and the requirement that it is shown: where it is not, nothing is said of the other. */
  own?: { value: unknown; shownBy: RequirementId };
}

/**
 * Expects each value to be refused, or to be taken as it was meant.
 *
 * @param send sends fields, and tells how the ticket is read afterwards
 */
export async function expectAllMeant(
  t: Context,
  values: readonly OtherType[],
  send: (fields: Record<string, unknown>) => Promise<{ answer: Answer; read(): Promise<Answer> }>,
): Promise<void> {
  const judge = async (some: readonly OtherType[]) => {
    const { answer, read } = await send(Object.fromEntries(some.map(({ field, value }) => [field, value])));
    if (answer.status >= 400 && answer.status < 500) return answer;
    await t.needsErrorCodes(answer);
    await t.succeeds(answer);
    const ticket = await read();
    for (const { meant, dropped } of some) {
      const wrong = await dropped(ticket);
      if (wrong === undefined) continue;
      const shown = typeof wrong === 'string' ? { actual: wrong } : wrong;
      throw new Violation({ expected: `a refusal, or ${meant}`, answers: [answer, ticket], ...shown });
    }
    return answer;
  };
  const areTaken = async () => {
    try {
      return (await t.attempt(() => judge(values))).isSuccess;
    } catch (reason) {
      if ([Violation, Untestable, NoEvidence].some((kind) => reason instanceof kind)) return false;
      throw reason;
    }
  };
  const needsOwnType = async ({ own, ...one }: OtherType) => {
    if (!own) return;
    const { value, shownBy } = own;
    await judge([{ ...one, value }]).catch((reason) => {
      if (!(reason instanceof Violation)) return;
      throw new Untestable(shownBy, `Needed ${shownBy}, but ${one.field} ${show(value)} is not shown either`);
    });
  };
  // One that is refused or dropped keeps the others from being seen.
  if (values.length > 1 && (await areTaken())) return;
  let unseen: Untestable | undefined;
  await each(t, values, async (one) => {
    try {
      await judge([one]).catch(async (reason) => {
        if (reason instanceof Violation) await needsOwnType(one);
        throw reason;
      });
    } catch (reason) {
      if (!(reason instanceof Untestable)) throw reason;
      unseen ??= reason;
    }
  });
  if (unseen) throw unseen;
}

export const meantCheck = (operation: OperationId, action: string, run: (t: Context) => Promise<void>): Check =>
  checkFor(operation, 'errors/taken-as-meant', action, run);
