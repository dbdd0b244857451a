/** What faults of an update are made of. */

import { resolve } from '../../../contract/document.js';
import { operation } from '../../../contract/operations.js';
import { isSuccess } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { asDone } from '../families/number-answers.js';
import { json, refusalStatus } from '../faults/answer.js';
import { accepted, andAlso, notDone, refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { body, bodyOf, on, withBody } from '../faults/request.js';

export const update = 'updateTicket';
export const withoutMarkdown = { without: ['markdown'] };
export const withoutSubtickets = { without: ['subtickets'] };

export const refusals = (rule: Parameters<typeof mutant>[0], what: string, name: string): Mutant[] => [
  mutant(rule, `${what} is passed over`, accepted(update, withoutField(name))),
  mutant(rule, `${what} is refused, but the rest is done`, refusedButDone(update, withoutField(name))),
  mutant(rule, `${what} is answered with 500`, refusalStatus(update, 500)),
];

export const fields = new Set(Object.keys(resolve(operation(update).requestSchema ?? {}).properties ?? {}));

/** Nothing is changed. */
export const nothing = notDone(update, asDone);

/** An update sets a field that was not sent. */
export const alsoSets = (field: string, value: unknown) =>
  andAlso(update, async ({ ask }, sent) => {
    if (!(field in (bodyOf(sent) ?? {}))) await ask('PATCH', sent.url, { [field]: value });
  });

/** Each field is stored as far as it goes, one after the other; the answer is the refusal of all together. */
export const oneByOne = on(update, async (sent, forward) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) return answer;
  for (const [name, value] of Object.entries(bodyOf(sent) ?? {})) await forward(withBody(sent, { [name]: value }));
  return answer;
});

/** What a ticket once showed in a field stays, if it fits. */
export const sticky = (name: string, fits: (value: unknown) => boolean) =>
  json('getTicket', (ticket, _, { memory }) => {
    const key = `${name} ${ticket.id}`;
    if (fits(ticket[name]) && !memory.has(key)) memory.set(key, ticket[name]);
    return { ...ticket, [name]: memory.has(key) ? memory.get(key) : ticket[name] };
  });

/** The notes of a ticket read otherwise than they are. */
export const notes = (change: (note: Record<string, unknown>) => Record<string, unknown>) =>
  json('getTicket', (ticket) => ({
    ...ticket,
    thread: ticket.thread.map((one: Record<string, unknown>) => (one.type === 'note' ? change(one) : one)),
  }));

/** A note in this format that has a heading in it is lost. */
export const lost = (format: string | undefined) =>
  body(update, (sent) =>
    sent.noteFormat === format && /<h2>|^##/.test(String(sent.note)) ? { ...sent, note: 'Empty' } : sent,
  );

/** Files of a note hang on the ticket's first entry. */
export const filesOnMessage = json('getTicket', (ticket) => {
  const [first, ...others] = ticket.thread;
  const attachments = ticket.thread.flatMap((one: { attachments?: object[] }) => one.attachments ?? []);
  if (attachments.length === 0) return ticket;
  const bare = others.map(({ attachments: _, attachment_count: __, ...one }: Record<string, unknown>) => one);
  return { ...ticket, thread: [{ ...first, attachments, attachment_count: attachments.length }, ...bare] };
});
