/** How the checks of values that can be meant in one way only judge what a request did. */
import type { OperationId } from '../../../contract/operations.js';
import { type Check, checkFor } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';

/** Says what is wrong with the ticket as it reads after the request was accepted; nothing where it was taken as meant. */
export type Dropped = (ticket: Answer) => Promise<string | undefined> | string | undefined;

/** Expects a request to be refused, or to be taken as it was meant. @param read reads the ticket afterwards */
export async function expectMeant(
  t: Context,
  expected: string,
  answer: Answer,
  read: () => Promise<Answer>,
  dropped: Dropped,
): Promise<void> {
  if (answer.status >= 400 && answer.status < 500) return;
  await t.needsErrorCodes(answer);
  await t.succeeds(answer);
  const ticket = await read();
  const actual = await dropped(ticket);
  t.that(actual === undefined, `a refusal, or ${expected}`, actual ?? '', [answer, ticket]);
}

/** Digits that only these checks send. */
export const digits = 40_961;
export const showsDigits =
  (t: Context): Dropped =>
  (ticket) => {
    const bodies = t.field(ticket, 'getTicket/thread-body-is-string').map(String);
    return bodies.some((body) => body.includes(String(digits))) ? undefined : show(bodies);
  };

export const meantCheck = (operation: OperationId, action: string, run: (t: Context) => Promise<void>): Check =>
  checkFor(operation, 'errors/taken-as-meant', action, run);
