/** The curl command that repeats an exchange, for a POSIX shell. */
import { keyHeader } from '../../contract/keys.js';
import type { Exchange } from '../client/exchange.js';

/** A longer body would make a line that nobody can copy, and above 128 KiB none that a shell can run. */
const longestBody = 8_000;

// As keys stand in evidence, also where they were percent-encoded in a URL.
const keyPattern = /<key ([^<>]*)>|%3Ckey%20(.*?)%3E/g;

/** Headers that curl makes itself, or that belong to one connection. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
]);

/** Quotes a text as one word of a POSIX shell. */
export function quote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Quotes a text in which names of keys stand; the key comes from `$OSTICKET_API_KEY` when the command is run. */
function quoteWithKeys(text: string): string {
  let word = '';
  let from = 0;
  for (const match of text.matchAll(keyPattern)) {
    if (match.index > from) word += quote(text.slice(from, match.index));
    word += '"$OSTICKET_API_KEY"';
    from = match.index + match[0].length;
  }
  return from < text.length || word === '' ? word + quote(text.slice(from)) : word;
}

/** Names of the keys that the request was sent with. */
function keyNames({ url, headers, body }: Exchange['request']): string[] {
  const everywhere = [url, ...Object.values(headers), body && 'text' in body ? body.text : ''].join('\n');
  const names = [...everywhere.matchAll(keyPattern)].map(([, plain, encoded]) => plain ?? decoded(encoded ?? ''));
  return [...new Set(names)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function headerWord(name: string, value: string): string {
  const shown = name === keyHeader.toLowerCase() ? keyHeader : name;
  // `name:` would make curl leave the header out; `name;` sends it empty.
  return value === '' ? quote(`${shown};`) : quoteWithKeys(`${shown}: ${value}`);
}

/** The body as an argument, and what to say where the command cannot hold it. */
function bodyOf(exchange: Exchange): { argument?: string; note?: string } {
  const body = exchange.request.body;
  if (!body) return {};
  const file = `request-${exchange.id}.body`;
  if (!('text' in body)) {
    return {
      argument: `--data-binary @${file}`,
      note: `The body (${body.bytes.toLocaleString('en')} bytes, SHA-256 ${body.sha256}) was too large to be kept. Put it into ${file} first.`,
    };
  }
  if (body.text.length > longestBody || body.text.includes('\0')) {
    const why = body.text.includes('\0')
      ? 'has a NUL character'
      : `has ${body.text.length.toLocaleString('en')} characters`;
    return {
      argument: `--data-binary @${file}`,
      note: `The body ${why}. It stands in exchanges.har at exchange ${exchange.id}; put it into ${file} first.`,
    };
  }
  // --data would read a file where the body begins with @.
  return { argument: `--data-raw ${quoteWithKeys(body.text)}` };
}

/**
 * The command, one option a line, with a comment above it where something has to be done first.
 * Keys are never in it: it takes the key from the environment variable `OSTICKET_API_KEY`.
 */
export function curl(exchange: Exchange): string {
  const { method, url, headers } = exchange.request;
  const { argument, note } = bodyOf(exchange);
  const globs = /[[\]{}]/.test(url) ? ' --globoff' : '';
  const dots = /\/\.{1,2}(\/|$)/.test(url) ? ' --path-as-is' : '';
  const words = [
    `curl -i${globs}${dots}${method === 'GET' && !argument ? '' : ` -X ${quote(method)}`} ${quoteWithKeys(url)}`,
    ...Object.entries(headers)
      .filter(([name, value]) => !ownHeaders.has(name) && !(name === 'accept' && value === '*/*'))
      .map(([name, value]) => `-H ${headerWord(name, value)}`),
    // Without this curl would call any body a form.
    ...(argument && headers['content-type'] === undefined ? ["-H 'content-type:'"] : []),
    ...(argument ? [argument] : []),
  ];
  const names = keyNames(exchange.request);
  const comments = [
    ...(names.length > 0
      ? [`OSTICKET_API_KEY is the key that the settings call ${names.map((name) => `"${name}"`).join(', ')}.`]
      : []),
    ...(note ? [note] : []),
  ];
  return [...comments.map((comment) => `# ${comment.replaceAll(/\p{Cc}/gu, ' ')}`), words.join(' \\\n  ')].join('\n');
}
