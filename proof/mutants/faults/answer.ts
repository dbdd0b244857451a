/** Faults on an answer's way out. */
import { type Fault, type FaultAnswer, type FaultRequest, isSuccess, type Surroundings } from '../engine/fault.js';
import { type Ids, on } from './request.js';

export type Change<T> = (value: T, sent: FaultRequest, around: Surroundings) => T | Promise<T>;

/** Changes the answers that are successes. */
export const success = (ids: Ids, change: Change<FaultAnswer>): Fault =>
  on(ids, async (sent, forward, around) => {
    const answer = await forward(sent);
    return isSuccess(answer) ? change(answer, sent, around) : answer;
  });

/** Changes the answers that are errors. */
export const refusal = (ids: Ids, change: Change<FaultAnswer>): Fault =>
  on(ids, async (sent, forward, around) => {
    const answer = await forward(sent);
    return isSuccess(answer) ? answer : change(answer, sent, around);
  });

/** Success with another status code. */
export const status = (ids: Ids, code: number): Fault => success(ids, (answer) => ({ ...answer, status: code }));

/** An error with another status code. */
export const refusalStatus = (ids: Ids, code: number, when: (answer: FaultAnswer) => boolean = () => true): Fault =>
  refusal(ids, (answer) => (when(answer) ? { ...answer, status: code } : answer));

/** Success with another content type. */
export const contentType = (ids: Ids, type: string): Fault =>
  success(ids, (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': type } }));

const isOf = ({ headers }: FaultAnswer, type: string) => headers['content-type']?.startsWith(type) === true;

export const withJson = (answer: FaultAnswer, value: unknown): FaultAnswer => ({
  ...answer,
  body: Buffer.from(JSON.stringify(value)),
});

/** Changes what a success says in JSON. */
// The shape is the operation's; a mutant names the fields that it breaks.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const json = (ids: Ids, change: (value: any, sent: FaultRequest, around: Surroundings) => unknown): Fault =>
  success(ids, async (answer, sent, around) => {
    if (!isOf(answer, 'application/json')) return answer;
    return withJson(answer, await change(JSON.parse(answer.body.toString()), sent, around));
  });

/** Changes what an error says in JSON. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export const errorJson = (ids: Ids, change: (value: any, sent: FaultRequest) => unknown): Fault =>
  refusal(ids, async (answer, sent) => withJson(answer, await change(JSON.parse(answer.body.toString()), sent)));

/** Changes the text of a success in XML. */
export const xml = (ids: Ids, change: (text: string) => string): Fault =>
  success(ids, (answer) =>
    isOf(answer, 'application/xml') ? { ...answer, body: Buffer.from(change(answer.body.toString())) } : answer,
  );

/** Changes the text of a success that is neither JSON nor XML. */
export const text = (ids: Ids, change: (text: string, sent: FaultRequest) => string): Fault =>
  success(ids, (answer, sent) => ({ ...answer, body: Buffer.from(change(answer.body.toString(), sent)) }));

/** The page that PHP shows when something went wrong, with a code that says all is well. */
export const htmlPage: FaultAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: Buffer.from('<!DOCTYPE html><html><body><h1>Fatal error</h1><p>Something went wrong.</p></body></html>'),
};
