/** What the help desk does by itself, or an agent at work. */

/**
 * Whether a thread entry is an agent's, or the help desk's own: a note of what was done, or what a filter answers to a new
 * ticket, with files of its own. The API writes neither.
 *
 * @example isOfHelpDesk({ type: 'note', poster: 'SYSTEM' }) // true
 */
export function isOfHelpDesk(entry: unknown): boolean {
  const { staffId, poster } = Object(entry) as { staffId?: unknown; poster?: unknown };
  return Number(staffId) > 0 || /^SYSTEM\b/.test(String(poster));
}
