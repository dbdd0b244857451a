/** Wrong requests of every kind that an operation can get, and what is answered. None of them could do anything. */
import { type OperationId, operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import type { RawRequest } from '../client/caller.js';
import type { Context } from '../kernel/context.js';
import { withoutKey } from './attempts.js';
import { nobodys } from './facts.js';
import { newTicket } from './own-ticket.js';

/** Values for an operation's path that name nothing. */
export function nowhere(t: Context, id: OperationId): Record<string, string> {
  const inPath = operation(id).parameters.filter((one) => one.in === 'path');
  return Object.fromEntries(
    inPath.map(({ name }) => [name, name === 'format' ? 'json' : name === 'file_id' ? '2147483000' : nobodys(t)]),
  );
}

/** The path of an operation as it is written in a URL, with another extension or none. */
export const withExtension = (t: Context, id: OperationId, extension: string) =>
  operation(id)
    .path.replace('.{format}', extension)
    .replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(nowhere(t, id)[name] ?? ''));

/** Wrong requests that every caller makes some time: unknown, malformed, in the wrong format. */
function ordinary(t: Context, id: OperationId): RawRequest[] {
  const { path, requestSchema } = operation(id);
  const to = { operation: id, path: nowhere(t, id) };
  const requests: RawRequest[] = [];
  if (path.includes('{')) {
    requests.push(
      requestSchema ? { ...to, json: id === 'linkSubticket' ? { childId: nobodys(t) } : { note: 'A note.' } } : to,
    );
  }
  if (requestSchema) requests.push({ ...to, body: '{"broken":' }, { ...to, json: [] });
  if (path.includes('{format}')) requests.push({ operation: id, rawPath: withExtension(t, id, '.yaml') });
  if (id === 'searchTickets')
    requests.push({ operation: id, query: [['limit', 'many']] }, { operation: id, query: [['sort', 'no-such-field']] });
  return requests;
}

/** Wrong requests as attackers and broken clients make them. */
function nasty(t: Context, id: OperationId): RawRequest[] {
  const { path, requestSchema } = operation(id);
  const requests: RawRequest[] = [];
  const [name] = operation(id).parameters.filter((one) => one.in === 'path');
  if (name) {
    for (const text of ["'", '..%2F..%2F', '_'.repeat(300)]) {
      // Only text without a letter or digit, or with the run's ID, can be no ticket of anybody.
      const value = name.name === 'file_id' || !/[\p{L}\p{N}]/u.test(text) ? text : `${text}${nobodys(t)}`;
      requests.push({
        operation: id,
        path: { ...nowhere(t, id), [name.name]: value },
        ...(requestSchema ? { json: id === 'linkSubticket' ? { childId: nobodys(t) } : { note: 'A note.' } } : {}),
      });
    }
  }
  if (id === 'searchTickets') {
    for (const [key, value] of [
      ['query[]', 'a'],
      ['status', "'"],
      ['department', '"'],
      ['offset', '99999999999999999999'],
      ['sort', "'"],
      ['query', '%\\\'"'],
    ] as const) {
      requests.push({ operation: id, query: [[key, value]] });
    }
  }
  if (requestSchema && path.includes('{')) {
    for (const json of [
      { dueDate: 5 },
      { note: { a: [{}] } },
      { statusId: 1e300 },
      { attachments: [[]] },
      { childId: {} },
    ]) {
      requests.push({ operation: id, path: nowhere(t, id), json });
    }
  }
  if (id === 'createTicket') {
    for (const json of [{ duedate: 5 }, { message: { a: [{}] } }, { topicId: 1e300 }, { attachments: [[]] }]) {
      requests.push({ operation: id, json: { ...newTicket(t.session, 'nasty input'), ...json } });
    }
  }
  return requests;
}

const sent =
  (kind: string, make: (t: Context, id: OperationId) => RawRequest[]) =>
  (t: Context, id: OperationId): Promise<Answer[]> =>
    t.share(`${kind} ${id}`, async (own) => {
      const answers: Answer[] = [];
      for (const request of make(own, id)) answers.push(await own.send(request));
      return answers;
    });

const sentMistakes = sent('ordinary mistakes,', ordinary);

/** Answers to ordinary mistakes; to a reading that takes nothing which could be wrong, without a key. */
export async function mistakes(t: Context, id: OperationId): Promise<Answer[]> {
  const answers = await sentMistakes(t, id);
  return answers.length > 0 ? answers : [await withoutKey(t, id)];
}

/** Answers to ordinary mistakes, and to a reading without a key. */
export async function ordinaryMistakes(t: Context, id: OperationId): Promise<Answer[]> {
  const refused = operation(id).method === 'get' ? [await withoutKey(t, id)] : [];
  return [...(await sentMistakes(t, id)), ...refused];
}

/** Answers to nasty input. */
export const nastyInput = sent('nasty input,', nasty);

/** All answers to mistakes that are errors. */
export async function errorAnswers(t: Context, id: OperationId): Promise<Answer[]> {
  return (await ordinaryMistakes(t, id)).filter(({ status }) => status >= 400);
}
