/** The number of a ticket as installations write it: the contract allows all but spaces, and osTicket's formats do, too. */

/** In quotes it would be JSON, in brackets XML or a page. */
const bare = /^[^\s"'<>{}[\]]{1,20}$/u;

/** Whether a text can be a ticket number and nothing else. */
export const isTicketNumber = (text: string): boolean => bare.test(text.trim());

/**
 * The ticket number that an answer consists of; nothing where it is none. Some installations put it into quotes.
 *
 * @example answeredNumber('"HD-2026.00131"') // 'HD-2026.00131'
 */
export function answeredNumber(text: string): string | undefined {
  const number = unquoted(text.trim());
  return isTicketNumber(number) ? number : undefined;
}

/** What a text of JSON says: `"HD\/131"` has an escape. */
function unquoted(text: string): string {
  if (!/^".*"$/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every part of a text that can be a ticket number. */
export const numbersAmong = (text: string): string[] => [
  ...(text.match(/[\w-]+/g) ?? []),
  ...(text.match(/[^\s"'<>{}[\]]+/g) ?? []),
];
