/** Which operations change tickets that a request does not name. It is looked at while nothing else is sent. */
import type { OperationId } from '../../contract/operations.js';
import { requirements } from '../../contract/requirements.js';
import type { Answer, Context } from '../kernel/context.js';
import { type Breach, type Finding, nothingIfMissing } from '../kernel/outcome.js';
import type { OthersUntouched } from '../kernel/session.js';
import { changed } from './comparisons.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { getTicket, inDays, makeTicket, readTicket } from './own-tickets.js';
import { attempt, type BreakableRequest } from './requests.js';
import { update } from './updates.js';

const isOfOthers = (id: string): id is OthersUntouched => id.endsWith('/others-untouched');

/** Whether an operation writes, so that it may change other tickets. */
export const mayTouchOthers = (operation: OperationId): boolean =>
  requirements.some(({ id, operationId }) => isOfOthers(id) && operationId === operation);

interface Touched extends Finding {
  requirement: OthersUntouched;
}

/**
 * Carries each operation out beside two tickets that nothing is done to: a new one, and one that differs from a new one in
 * as much as it can. An operation that changes one of them does so twice: a reading that differs once proves nothing.
 *
 * @returns the requirements that are broken
 */
export async function touchedOthers(t: Context): Promise<Touched[]> {
  const found: Touched[] = [];
  for (const { id, operationId } of requirements) {
    if (!isOfOthers(id)) continue;
    const operation = operationId as OperationId;
    const touched = () => touchedBy(t, operation).catch(nothingIfMissing);
    const breach = (await touched()) && (await touched());
    const action = `Carry ${operation} out, and look at tickets that nothing was done to`;
    if (breach) found.push({ ...breach, requirement: id, operation, action });
  }
  return found;
}

async function touchedBy(t: Context, id: OperationId): Promise<Breach | undefined> {
  const { request } = await attempt(t, id, 'beside tickets that nothing is done to');
  const before = await bystanders(t, id);
  const answer = await t.send(id === 'createTicket' ? underAnotherName(request) : request);
  if (!answer.isSuccess) return undefined;
  for (const one of before) {
    const after = await getTicket(t, one.number);
    const breach = after.isSuccess ? changed(one.reading, after, answer) : undefined;
    if (breach) return breach;
  }
  return undefined;
}

/** The user is that of the other tickets, who must not lose their name. */
const underAnotherName = (request: BreakableRequest): BreakableRequest => ({
  ...request,
  json: { ...Object(request.json), name: 'Another Name' },
});

/** Two tickets, as they read. What is done last to make them is not what is tried: that may have changed both already. */
async function bystanders(t: Context, tried: OperationId): Promise<{ number: string; reading: Answer }[]> {
  const made = [];
  const makeNew = async () => made.push(await makeTicket(t, 'that is new, and that nothing is done to'));
  if (tried === 'createTicket') await makeNew();
  const changedOne = await makeTicket(t, 'that was changed, and that nothing is done to');
  const ids = await usableIds(t, ...Object.values(lookupFields));
  await update(t, changedOne.number, { ...ids, dueDate: inDays(t, 33) });
  made.push(changedOne);
  if (tried !== 'createTicket') await makeNew();
  const read: { number: string; reading: Answer }[] = [];
  for (const { number } of made) read.push({ number, reading: await readTicket(t, number) });
  return read;
}
