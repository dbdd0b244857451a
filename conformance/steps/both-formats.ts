/** Answers to the same question as JSON and as XML. */
import type { Schema } from '../../contract/document.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import type { RawRequest } from '../client/caller.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { anAttachment, aTicketNumber, newest, richTicket } from './existing.js';
import { linkedFamily } from './family.js';

export interface BothFormats {
  json: Answer;
  xml: Answer;
  /** Schema of the JSON form. */
  schema: Schema;
}

/** What is asked for: paths that have an answer, without the format. */
async function places(t: Context, id: OperationId): Promise<NonNullable<RawRequest['path']>[]> {
  if (id === 'downloadAttachment') return [{ file_id: (await anAttachment(t)).fileId }];
  if (id === 'getTicket') {
    const existing = (
      await newest(t).then(
        ({ rows }) => rows,
        () => [],
      )
    )
      .map(({ number }) => number)
      .filter((number) => typeof number === 'string');
    const own = t.session.run.mode === 'write' ? [(await richTicket(t)).number] : [];
    return [...own, ...existing.slice(-2)].map((number) => ({ number }));
  }
  if (t.session.run.mode === 'read') return [{ number: await aTicketNumber(t) }];
  const { parent, children } = await linkedFamily(t);
  return [{ number: parent.number }, { number: children[0].number }];
}

/** Whether two answers say the same; a ticket may be changed by somebody between two questions. */
const same = (one: Answer, two: Answer) => one.text === two.text;

/** Pairs of answers that were successes, asked for once for all checks. @throws Skip when there are none */
export const bothFormats = (t: Context, id: OperationId): Promise<BothFormats[]> =>
  t.share(`both formats of ${id}`, async (own) => {
    const { answerSchema: schema = {} } = operation(id);
    const pairs: BothFormats[] = [];
    for (const path of await places(own, id)) {
      const ask = (format: string) => own.send({ operation: id, path: { ...path, format } });
      const before = await ask('json');
      const xml = await ask('xml');
      const json = await ask('json');
      if (isSuccess(json) && isSuccess(xml) && same(before, json)) pairs.push({ json, xml, schema });
    }
    if (pairs.length === 0) throw new Skip('no-data', 'No answer could be had in both formats.');
    return pairs;
  });
