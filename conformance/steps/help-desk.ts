/** What the help desk does by itself, or an agent at work. */

/** Whether the help desk itself wrote a thread entry: no agent did. @example isOfSystem({ poster: 'SYSTEM (Canned Reply)' }) // true */
export const isOfSystem = (entry: unknown): boolean =>
  /^SYSTEM\b/.test(String((Object(entry) as { poster?: unknown }).poster));

/**
 * Whether a thread entry is an answer of an agent, or of a filter to a new ticket, which may bring files along. The API
 * writes none.
 *
 * @example isAnswer({ type: 'response', poster: 'SYSTEM (Canned Reply)' }) // true
 */
export function isAnswer(entry: unknown): boolean {
  const { type, staffId } = Object(entry) as { type?: unknown; staffId?: unknown };
  return /^(response|R)$/.test(String(type)) && (Number(staffId) > 0 || isOfSystem(entry));
}
