/** Answers in JSON and in XML. */
import type { Schema } from '../../contract/document.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { nothingIfMissing, Skip, Untestable } from '../kernel/outcome.js';
import { anAttachment, sampleOfDownloads } from './attachments.js';
import { awkwardFile, awkwardReading } from './awkward-ticket.js';
import { byLinkSubticket, chainBy } from './chains.js';
import { crowd } from './crowd.js';
import { aTicketNumber, newestAnswer, sampleAnswers, someNumbers } from './existing-tickets.js';
import { ownDownloadIfAny } from './large-file.js';
import { askedChildren, askedParent } from './parent-and-child.js';
import { linkedParent, sharedLinkTickets } from './subtickets.js';

export interface BothFormats {
  json: Answer;
  xml: Answer;
  /** Schema of the JSON form. */
  schema: Schema;
  /** Asks for the JSON once more: somebody may have changed it before the XML was asked for. Absent where nobody does. */
  again?: () => Promise<Answer>;
}

/** Whether the JSON is still the same. */
export const isSteady = async ({ json, again }: BothFormats): Promise<boolean> =>
  again === undefined || (await again()).text === json.text;

type Path = NonNullable<RawRequest['path']>;

/** Paths that have an answer, without the format. */
async function paths(t: Context, id: OperationId): Promise<Path[]> {
  if (id === 'downloadAttachment') return [{ file_id: (await anAttachment(t)).fileId }];
  if (id === 'getTicket') return (await someNumbers(t)).map((number) => ({ number }));
  if (t.session.run.mode === 'read') return [{ number: await aTicketNumber(t) }];
  const { parent, children } = await linkedParent(t);
  return [{ number: parent.number }, { number: children[0].number }];
}

/** Paths of own tickets and files whose answers are long or deep. No check changes them; where they cannot be made, the others are enough. */
const larger: Partial<Record<OperationId, (t: Context) => Promise<Path | undefined>>> = {
  downloadAttachment: async (t) => {
    const file = await ownDownloadIfAny(t);
    return file && { file_id: file.fileId };
  },
  getParentTicket: async (t) => {
    const { bottom } = (await sharedLinkTickets(t, chainBy(byLinkSubticket))).tickets;
    return bottom && { number: bottom.number };
  },
  listChildTickets: async (t) => ({ number: (await crowd(t)).parent.number }),
};

/** Paths of what is awkward in XML. An installation may refuse it: the others are enough then. */
const awkward: typeof larger = {
  getTicket: async (t) => {
    const ticket = await awkwardReading(t);
    return ticket && { number: ticket.number };
  },
  downloadAttachment: async (t) => {
    const file_id = await awkwardFile(t);
    return file_id === undefined ? undefined : { file_id };
  },
};

/** Whether an answer is a success whose XML can be read. That it is not is judged by itself, and hides nothing else. */
export function isReadInXml(answer: Answer): boolean {
  const { answerSchema: schema = {} } = operation(answer.operation as OperationId);
  try {
    answer.xml(schema);
    return answer.isSuccess;
  } catch {
    return false;
  }
}

/** Pairs of answers in both formats that were successes, and those that were one in JSON alone, once for all checks. */
const inBoth = (t: Context, id: OperationId): Promise<Record<'pairs' | 'refused', BothFormats[]>> =>
  t.share(`both formats of ${id}`, async (own) => {
    const { answerSchema: schema = {} } = operation(id);
    const pairs: BothFormats[] = [];
    const refused: BothFormats[] = [];
    const ask = (path: Path, format: string, headers = {}) =>
      own.send({ operation: id, path: { ...path, format }, headers });
    const simple = await paths(own, id);
    for (const path of simple) {
      const again = () => ask(path, 'json');
      const pair = { json: await again(), xml: await ask(path, 'xml'), schema, again };
      if (!pair.json.isSuccess) continue;
      if (pair.xml.isSuccess) pairs.push(pair);
      else if (pair.xml.status >= 400 && (await isSteady(pair))) refused.push(pair);
    }
    await beside(own, async () => {
      const path = own.session.run.mode === 'write' ? await larger[id]?.(own).catch(nothingIfMissing) : undefined;
      const asked = path ?? simple[0];
      if (!asked) return;
      // The extension says the format, and not what a client says that it would take.
      const inJson = () => ask(asked, 'json', { accept: 'application/xml' });
      const json = await inJson();
      const xml = await ask(asked, 'xml', { accept: 'application/json' });
      if (json.isSuccess && xml.isSuccess) pairs.push({ json, xml, schema, again: inJson });
    });
    await beside(own, async () => {
      const path = await awkward[id]?.(own).catch(nothingIfMissing);
      if (!path) return;
      const pair = { json: await ask(path, 'json'), xml: await ask(path, 'xml'), schema };
      if (pair.json.isSuccess && isReadInXml(pair.xml)) pairs.push(pair);
    });
    return { pairs, refused };
  });

/** Pairs of answers in both formats that were successes. @throws Skip when there are none */
export async function bothFormats(t: Context, id: OperationId): Promise<BothFormats[]> {
  const { pairs } = await inBoth(t, id);
  if (pairs.length === 0) throw new Skip('no-data', 'No answer could be had in both formats.');
  return pairs;
}

/** Answers that were successes in JSON and refused in XML, where others of the operation are served in XML, too. */
export async function refusedInXml(t: Context, id: OperationId): Promise<BothFormats[]> {
  const { pairs, refused } = await inBoth(t, id);
  return pairs.length > 0 ? refused : [];
}

const sources: Partial<Record<OperationId, (t: Context) => Promise<Answer[]>>> = {
  getTicket: sampleAnswers,
  searchTickets: async (t) => [await newestAnswer(t)],
  downloadAttachment: async (t) => (await sampleOfDownloads(t)).map(({ answer }) => answer),
  getParentTicket: async (t) => [await askedParent(t)],
  listChildTickets: async (t) => [await askedChildren(t)],
};

/** More answers in JSON than the simplest: an installation may break its JSON for some tickets only. Not judged. */
export async function moreAnswers(t: Context, id: OperationId): Promise<Answer[]> {
  try {
    return ((await sources[id]?.(t)) ?? []).filter(({ isNoError }) => isNoError);
  } catch (reason) {
    if (reason instanceof Skip || reason instanceof Untestable) return [];
    throw reason;
  }
}

/** Expects a success in XML, and reads it. @returns what the JSON form would be; an object, perhaps an empty one */
export async function decodedXml(t: Context, answer: Answer): Promise<Record<string, unknown>> {
  await t.succeeds(answer);
  const { answerSchema: schema = {} } = operation(answer.operation as OperationId);
  try {
    const { value } = answer.xml(schema);
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch (error) {
    t.violated('XML', `${(error as Error).message}: ${answer.summary}`, answer);
  }
  t.violated('elements in the XML', answer.summary, answer);
}
