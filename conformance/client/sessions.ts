/** Session cookies: whoever has one is taken for the user that it was given to, so none is kept. */

/** A value of fewer characters is no session's, and stands in texts by chance. */
const shortest = 8;

const hidden = '<cookie>';

/** Names of cookies stay, with what a Set-Cookie says beside the value. */
const withoutValue = (cookie: string) => cookie.replace(/^([^=;]*)=([^;]*)/, `$1=${hidden}`);

const cookieValue = (cookie: string) => /^[^=;]*=\s*"?([^;"]*)/.exec(cookie)?.[1]?.trim() ?? '';

/**
 * The headers of an answer as a record, and a function that takes the session out of a text, such as its body.
 *
 * @param pairs header names in lower case; a name may stand several times
 * @example withoutSessions([['set-cookie', 'SID=12345678; Path=/']]).headers // { 'set-cookie': 'SID=<cookie>; Path=/' }
 */
export function withoutSessions(pairs: readonly (readonly [string, string])[]): {
  headers: Record<string, string>;
  clean(text: string): string;
} {
  const values = new Set<string>();
  for (const [name, value] of pairs) if (name === 'set-cookie') values.add(cookieValue(value));
  // A key that was sent in a cookie has its name in its place already.
  const sessions = [...values].filter((value) => value.length >= shortest && !value.startsWith('<key '));
  const clean = (text: string) => sessions.reduce((cleaned, one) => cleaned.replaceAll(one, hidden), text);
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const kept = clean(name === 'set-cookie' ? withoutValue(value) : value);
    headers[name] = name in headers ? `${headers[name]}, ${kept}` : kept;
  }
  return { headers, clean };
}
