/** Wrong requests of every kind that an operation can get, and their answers. None of them can have an effect. */
import { type OperationId, operation } from '../../contract/operations.js';
import { filledPath } from '../../contract/path-values.js';
import { unknownPath } from '../../contract/sample-requests.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { each } from '../kernel/each.js';
import { newTicket } from './own-tickets.js';
import { withoutKey } from './refused.js';
import { inEachFormat, requestForNothing } from './requests.js';

/** A body that is no JSON. */
export const brokenJson = '{"broken":';

/** The path of an operation as it is written in a URL, with another extension or none; it names nothing. */
export const withExtension = (t: Context, id: OperationId, extension: string) =>
  filledPath(operation(id).path.replace('.{format}', extension), unknownPath(id, t.unknownName));

/** Wrong requests that every caller makes some time: unknown, malformed, in the wrong format. */
function ordinary(t: Context, id: OperationId): RawRequest[] {
  const { path, requestSchema } = operation(id);
  const toNothing = requestForNothing(t, id);
  const requests: RawRequest[] = [];
  if (path.includes('{')) requests.push(toNothing);
  if (requestSchema) requests.push({ ...toNothing, json: undefined, body: brokenJson }, { ...toNothing, json: [] });
  if (path.includes('{format}')) requests.push({ operation: id, rawPath: withExtension(t, id, '.yaml') });
  if (id === 'searchTickets') {
    requests.push({ operation: id, query: [['limit', 'many']] }, { operation: id, query: [['sort', 'no-such-field']] });
  }
  return requests;
}

/** Values that attackers and broken clients send in the path. */
function hostilePaths(t: Context, id: OperationId): RawRequest[] {
  const [name] = operation(id).parameters.filter((one) => one.in === 'path');
  if (!name) return [];
  const toNothing = requestForNothing(t, id);
  // Once with the other extension: errors have one form.
  const inOther = inEachFormat(toNothing).at(-1);
  return ["'", '..%2F..%2F', '_'.repeat(300)].map((text, index) => {
    // Only a text without a letter or digit, or with the run's ID, cannot name anybody's ticket.
    const value = name.name === 'file_id' || !/[\p{L}\p{N}]/u.test(text) ? text : `${text}${t.unknownName}`;
    return { ...toNothing, path: { ...(index === 0 ? inOther : toNothing.path), [name.name]: value } };
  });
}

const hostileQueries = [
  ['query[]', 'a'],
  ['status', "'"],
  ['department', '"'],
  ['offset', '99999999999999999999'],
  ['sort', "'"],
  ['query', '%\\\'"'],
] as const;

const hostileBodies = [
  { note: { a: [{}] } },
  { statusId: 1e300 },
  { dueDate: 5 },
  { attachments: [[]] },
  { childId: {} },
];
const hostileCreations = [{ duedate: 5 }, { message: { a: [{}] } }, { topicId: 1e300 }, { attachments: [[]] }];

/** Wrong requests as attackers and broken clients make them. */
function hostile(t: Context, id: OperationId): RawRequest[] {
  const { path, requestSchema } = operation(id);
  const queries = id === 'searchTickets' ? hostileQueries : [];
  const bodies = requestSchema && path.includes('{') ? hostileBodies : [];
  const creations = id === 'createTicket' ? hostileCreations : [];
  return [
    ...hostilePaths(t, id),
    ...queries.map((pair) => ({ operation: id, query: [pair] })),
    ...bodies.map((json) => ({ ...requestForNothing(t, id), json })),
    ...creations.map((json) => ({ operation: id, json: { ...newTicket(t.session, 'hostile input'), ...json } })),
  ];
}

const sent =
  (kind: string, make: (t: Context, id: OperationId) => RawRequest[]) =>
  (t: Context, id: OperationId): Promise<Answer[]> =>
    t.share(`${kind} ${id}`, (own) => each(own, make(own, id), (request) => own.send(request)));

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

/** Answers to hostile input. */
const hostileInput = sent('hostile input,', hostile);

/** Answers to ordinary mistakes and to hostile input. */
export const allMistakes = async (t: Context, id: OperationId): Promise<Answer[]> => [
  ...(await ordinaryMistakes(t, id)),
  ...(await hostileInput(t, id)),
];
