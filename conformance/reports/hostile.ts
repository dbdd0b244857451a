/** The sample with markup in every text: what an installation, a file or a name could try to do to a report. */
import { sample } from './sample.js';

export const payload = `</script></style>"'><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>]]>\u0000\u001b[31m`;

/** Words that the formats define; anything else may be any text. */
const fixed = new Set(['verdict', 'level', 'code', 'mode', 'format']);

function spoil(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return fixed.has(key) ? value : `${value}${payload}`;
  if (Array.isArray(value)) return value.map((item) => spoil(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [fixed.has(name) ? name : spoiledName(key, name), spoil(item, name)]),
  );
}

/** Names of headers, capabilities and permissions come from outside too. */
const spoiledName = (parent: string, name: string) =>
  ['headers', 'capabilities', 'permissions'].includes(parent) ? `${name}${payload}` : name;

export function hostile(): ReturnType<typeof sample> {
  return spoil(sample()) as ReturnType<typeof sample>;
}
