/** Faults on an answer's way out. */
import { operation } from '../../contract/operations.js';
import {
  type Environment,
  type Fault,
  type FaultAnswer,
  type FaultRequest,
  isSuccess,
  jsonReply,
  reply,
} from './fault.js';

type Change<T, Result = T> = (value: T, sent: FaultRequest, environment: Environment) => Result | Promise<Result>;

/** Changes the answers that fit. */
const answers =
  (fits: (answer: FaultAnswer) => boolean, change: Change<FaultAnswer>): Fault =>
  async (sent, forward, environment) => {
    const answer = await forward(sent);
    return fits(answer) ? change(answer, sent, environment) : answer;
  };

/** Changes the answers that are successes. */
export const success = (change: Change<FaultAnswer>): Fault => answers(isSuccess, change);

/** Changes the answers that are errors. @param from the status codes of those. Default: all */
export const refusal = (change: Change<FaultAnswer>, from?: number | readonly number[]): Fault =>
  answers((answer) => !isSuccess(answer) && (from === undefined || [from].flat().includes(answer.status)), change);

/** Successes have this status code. */
export const status = (code: number): Fault => success((answer) => ({ ...answer, status: code }));

/** Errors have this status code. @param from the status codes of those. Default: all */
export const refusalStatus = (code: number, from?: number | readonly number[]): Fault =>
  refusal((answer) => ({ ...answer, status: code }), from);

const withType = (answer: FaultAnswer, type: string): FaultAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'content-type': type },
});

/** Successes have this content type. */
export const contentType = (type: string): Fault => success((answer) => withType(answer, type));

/** Errors have this content type. */
export const errorContentType = (type: string): Fault => refusal((answer) => withType(answer, type));

const isOf = (answer: FaultAnswer, type: string) => answer.headers['content-type']?.startsWith(type) === true;

/** Changes the text of all answers of this content type, errors too. */
export const textOf = (type: string, change: (text: string) => string): Fault =>
  answers(
    (answer) => isOf(answer, type),
    (answer) => ({ ...answer, body: Buffer.from(change(answer.body.toString())) }),
  );

/** Changes each value in JSON that is no object or array, in errors too. */
export const jsonValues = (change: (value: unknown) => unknown): Fault =>
  textOf('application/json', (text) => JSON.stringify(JSON.parse(text), (_, value) => change(value)));

const withJson = (answer: FaultAnswer, value: unknown): FaultAnswer => ({
  ...answer,
  body: Buffer.from(JSON.stringify(value)),
});

const jsonOf = (answer: FaultAnswer) => JSON.parse(answer.body.toString());

/** Changes what a success says in JSON. */
// The shape is the operation's; a fault names the fields that it breaks.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const json = (change: Change<any, unknown>): Fault =>
  success(async (answer, sent, environment) =>
    isOf(answer, 'application/json') ? withJson(answer, await change(jsonOf(answer), sent, environment)) : answer,
  );

/** Changes what an error says in JSON. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export const errorJson = (change: Change<any, unknown>): Fault =>
  refusal(async (answer, sent, environment) => withJson(answer, await change(jsonOf(answer), sent, environment)));

/** Changes the text of a success of this content type. */
const successText = (type: string, change: Change<string>): Fault =>
  success(async (answer, sent, environment) =>
    isOf(answer, type)
      ? { ...answer, body: Buffer.from(await change(answer.body.toString(), sent, environment)) }
      : answer,
  );

export const jsonText = (change: Change<string>): Fault => successText('application/json', change);
export const xml = (change: Change<string>): Fault => successText('application/xml', change);
export const text = (change: Change<string>): Fault => successText('text/plain', change);

/** Successes in XML have this content type. */
export const xmlContentType = (type: string): Fault =>
  success((answer) => (isOf(answer, 'application/xml') ? withType(answer, type) : answer));

/** The page that PHP shows when something went wrong, with a code that says all is well. */
export const htmlPage: FaultAnswer = reply(
  200,
  'text/html; charset=UTF-8',
  '<!DOCTYPE html><html><body><h1>Fatal error</h1><p>Something went wrong.</p></body></html>',
);

/** The success that the contract shows as its example, about another ticket or file. */
export function exampleReply({ operation: id }: FaultRequest): FaultAnswer {
  if (!id) throw new Error('Only an operation has an example');
  const { responses, successStatus } = operation(id);
  const [type = '', media] = Object.entries(responses[successStatus] ?? {})[0] ?? [];
  const [example] = Object.values(media?.examples ?? {});
  return type === 'text/plain'
    ? reply(successStatus, type, String(example?.value))
    : jsonReply(successStatus, example?.value);
}
