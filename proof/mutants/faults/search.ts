/** What faults of a search are made of. */
import { json } from '../../../server/faults/answer.js';
import { accepted } from '../../../server/faults/effect.js';
import { errorReply, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { repairedQuery } from '../../../server/faults/repair.js';
import { type Query, type QueryChange, query, queryOf, withQuery } from '../../../server/faults/request.js';

export type SearchRow = Record<string, unknown>;

/** Other rows are found. */
export const rows = (change: (rows: SearchRow[], query: Query) => unknown): Fault =>
  json((found, sent) => change(found, queryOf(sent)));

/** A parameter is ignored where its value fits. */
export const without = (name: string, fits: (value: string) => boolean = () => true): Fault =>
  query((sent) => (sent[name] !== undefined && fits(sent[name]) ? { ...sent, [name]: undefined } : sent));

/** A parameter has another value where it is sent. */
export const taken = (name: string, as: (value: string, query: Query) => string | number | undefined): Fault =>
  query((sent) => (sent[name] === undefined ? sent : { ...sent, [name]: as(sent[name], sent) }));

/** What must be refused is repaired and answered. */
export const repaired = (change: QueryChange): Fault => accepted(repairedQuery(change));

/** What is done where nothing is found. */
export const nothingFound =
  (instead: Fault): Fault =>
  async (sent, forward, environment) => {
    const found = await forward(sent);
    return found.body.toString() === '[]' ? instead(sent, forward, environment) : found;
  };
export const notFound: Fault = async () => errorReply(404);

/** Two searches are answered as one. */
export const joined =
  (first: QueryChange, second: QueryChange): Fault =>
  async (sent, forward) => {
    const answers = [
      await forward(withQuery(sent, first(queryOf(sent)))),
      await forward(withQuery(sent, second(queryOf(sent)))),
    ] as const;
    if (!answers.every(isSuccess)) return forward(sent);
    const body = JSON.stringify(answers.flatMap((answer) => JSON.parse(answer.body.toString())));
    return { ...answers[0], body: Buffer.from(body) };
  };
