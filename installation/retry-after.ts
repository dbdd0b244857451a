/** What an answer says about a later attempt. */

/** Whether a status asks to try later. The API itself has neither: a web server or proxy answers so. */
export const asksToWait = (status: number): boolean => status === 429 || status === 503;

/**
 * How long an installation asks to wait, in milliseconds: Retry-After has seconds, or a date. Where it does not say,
 * longer each time: 500, 1000, 2000.
 *
 * @param tries how often it was tried again already
 */
export function waitMs(retryAfter: string | null | undefined, tries: number, now: number): number {
  const seconds = Number(retryAfter || Number.NaN) * 1000;
  const until = Date.parse(retryAfter ?? '') - now;
  const asked = [seconds, until].find(Number.isFinite) ?? 500 * 2 ** tries;
  return Math.max(asked, 0);
}
