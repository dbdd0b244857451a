/** Headers on their way through: all but those that are meant for one connection alone (RFC 9110, 7.6.1). */

/** Header lines as Node and undici have them: name, value, name, value. */
export type RawHeaders = readonly string[];

const ofOneConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function pairsOf(raw: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);
}

/** @param others names of more headers to leave out, in lower case */
export function endToEnd(raw: RawHeaders, others: readonly string[] = []): [string, string][] {
  const pairs = pairsOf(raw);
  const named = pairs.flatMap(([name, value]) =>
    name.toLowerCase() === 'connection' ? value.toLowerCase().split(/[\s,]+/) : [],
  );
  const left = new Set([...ofOneConnection, ...named, ...others]);
  return pairs.filter(([name]) => !left.has(name.toLowerCase()));
}

/** The lines as an object that can be asked for a header. */
export function headersOf(pairs: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) {
    try {
      headers.append(name, value);
    } catch {
      // What no header may hold is passed on all the same.
    }
  }
  return headers;
}
