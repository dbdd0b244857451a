/** What the help desk does by itself, or an agent at work. */

/** Whether the help desk itself wrote a thread entry: no agent did. @example isOfSystem({ poster: 'SYSTEM (Canned Reply)' }) // true */
export const isOfSystem = (entry: unknown): boolean =>
  /^SYSTEM\b/.test(String((Object(entry) as { poster?: unknown }).poster));

/**
 * Whether a thread entry is an agent's, or the help desk's own: a note of what was done, or what a filter answers to a new
 * ticket, with files of its own. The API writes neither.
 *
 * @example isOfHelpDesk({ type: 'note', poster: 'SYSTEM' }) // true
 */
export function isOfHelpDesk(entry: unknown): boolean {
  return Number((Object(entry) as { staffId?: unknown }).staffId) > 0 || isOfSystem(entry);
}
