/** What is answered to keys that lack the permission of an operation. */
import { permissions } from '../../contract/keys.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { KeyInfo } from '../../installation/keys.js';
import type { Answer, Context } from '../kernel/context.js';
import { RequestList } from '../kernel/each.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { keysFor } from './few-permissions.js';
import { statusOf, tryToClose } from './lookups.js';
import { makeTicket } from './own-tickets.js';
import { sharedAttempt } from './refused.js';
import { attempt, type BreakableRequest, inEachFormat } from './requests.js';

/** A request in each format, and with what another permission may seem to be enough for: a parent, and closing. */
async function inEachWay(t: Context, request: BreakableRequest): Promise<BreakableRequest[]> {
  const inFormats = inEachFormat(request).map((path) => ({ ...request, path }));
  if (request.operation === 'createTicket') {
    const parent = await makeTicket(t, 'parent for keys that may not create').catch(nothingIfMissing);
    const json = { ...(request.json as object), parentTicketId: parent?.number };
    return parent ? [...inFormats, { ...request, json }] : inFormats;
  }
  if (request.operation !== 'updateTicket') return inFormats;
  const closed = await statusOf(t, 'closed').catch(nothingIfMissing);
  return closed ? [...inFormats, { ...request, json: { statusId: Number(closed.id) } }] : inFormats;
}

/** The answers to a valid request with the keys that lack the permission, sent once for all checks. */
export const lacking = (t: Context, id: OperationId): Promise<{ key: KeyInfo; answer: Answer }[]> =>
  t.share(`${id} with keys that lack its permission`, async (own) => {
    const without = keysFor(own, id, false);
    // Deletions change their ticket here, so no other check has it.
    const { request } = await (id === 'deleteTicket'
      ? attempt(own, id, 'with keys that lack its permission')
      : sharedAttempt(own, id));
    const answers: { key: KeyInfo; answer: Answer }[] = [];
    const list = new RequestList(own);
    const ways = await inEachWay(own, request);
    // What any other permission lets in, the key with all of them shows: it alone is tried in each way. It comes last, since
    // what it has done cannot be tried with the others.
    const most = without.find((key) => key.permissions?.length === permissions.length - 1);
    const keys = most ? [...without.filter((key) => key !== most), most] : without;
    for (const [index, key] of keys.entries()) {
      for (const sent of most && key !== most ? ways.slice(0, 1) : ways) {
        const answer = await list.send(() => own.send({ ...sent, key: key.name }));
        if (!answer) continue;
        answers.push({ key, answer });
        // A ticket that was deleted by mistake is not the run's any more: that answer is enough.
        if (answer.status < 400 && operation(id).method === 'delete') return answers;
      }
      // A ticket that is closed needs the permission, too: the next keys find it so.
      if (id === 'deleteTicket' && index === 0) await tryToClose(own, String(request.path?.number));
    }
    list.end();
    return answers;
  });
