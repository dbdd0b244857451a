/** The thread entries of a ticket as it came. */
import type { Answer } from '../../kernel/context.js';
import { isAnswer, isOfSystem } from '../../steps/help-desk.js';
import { ticketIn } from '../../steps/own-tickets.js';

/** Each field may be missing or have another type. */
export type Entry = Record<string, unknown>;

/** The thread entries of an answer, each with its JSON pointer; none where the thread is no array. */
export function entries(answer: Answer): { entry: Entry; pointer: string }[] {
  const { thread } = ticketIn(answer);
  return Array.isArray(thread) ? thread.map((entry: Entry, index) => ({ entry, pointer: `/thread/${index}` })) : [];
}

/** Those that somebody wrote, and not the help desk itself. */
export const writtenEntries = (answer: Answer) => entries(answer).filter(({ entry }) => !isOfSystem(entry));

/** Those without answers, which may have files that the run has not sent. */
export const sentEntries = (answer: Answer) => entries(answer).filter(({ entry }) => !isAnswer(entry));
