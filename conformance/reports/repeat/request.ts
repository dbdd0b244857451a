/** One request as lines of a shell script. */
import { keyHeader } from '../../../contract/keys.js';
import type { Exchange, KeptBody } from '../../client/exchange.js';
import { quote, type Words } from './shell.js';

/** Headers that curl makes itself, or that belong to one connection. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
]);

/** The file that somebody has to provide whose body is too large to be made by a command. */
export const providedBody = ({ id }: Exchange) => `request-${id}.body`;

/** Whether the body is not known, so that its file must be there already. */
export const lacksBody = ({ request: { body } }: Exchange): boolean =>
  body !== undefined && !('text' in body) && body.parts === undefined;

/** The lines that make the body, exactly as it was, in the file `$T/body`. */
function bodyLines(body: KeptBody, words: Words): string[] {
  if (body.base64 !== undefined) {
    const pieces =
      Buffer.from(body.base64, 'base64')
        .toString('latin1')
        .match(/[\x20-\x7e]+|[^\x20-\x7e]+/g) ?? [];
    return grouped(pieces.map((piece) => (/^[\x20-\x7e]/.test(piece) ? text(piece, words) : octal(piece))));
  }
  if (body.parts) {
    return grouped(body.parts.map((one) => (one.times === 1 ? text(one.text, words) : many(one, words))));
  }
  const whole = 'text' in body ? body.text : '';
  const pieces = whole.match(/\0+|[^\0]+/g) ?? [];
  return grouped(pieces.map((piece) => (piece.startsWith('\0') ? octal(piece) : text(piece, words))));
}

const text = (piece: string, words: Words) => `printf %s ${words.of(piece)}`;
const many = (part: { text: string; times: number }, words: Words) => `many ${part.times} ${words.of(part.text)}`;
/** Bytes that no argument can hold. */
const octal = (piece: string) =>
  `printf '${Array.from(piece, (byte) => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}'`;

const grouped = (commands: readonly string[]): string[] =>
  commands.length === 1 ? [`${commands[0]} >"$T/body"`] : ['{', ...commands.map((one) => `  ${one}`), '} >"$T/body"'];

function headerWord(name: string, value: string, words: Words): string {
  const shown = name === keyHeader.toLowerCase() ? keyHeader : name;
  // `name:` would make curl leave the header out; `name;` sends it empty.
  return value === '' ? quote(`${shown};`) : words.of(`${shown}: ${value}`);
}

/** The lines that send an exchange's request. */
export function requestLines(exchange: Exchange, words: Words): string[] {
  const { method, url, headers, body } = exchange.request;
  const data = body && (lacksBody(exchange) ? providedBody(exchange) : '$T/body');
  const sent = [
    `send ${quote(method)} ${words.of(url)}`,
    ...Object.entries(headers)
      .filter(([name, value]) => !ownHeaders.has(name) && !(name === 'accept' && value === '*/*'))
      .map(([name, value]) => `-H ${headerWord(name, value, words)}`),
    // Without this curl would call any body a form.
    ...(data && headers['content-type'] === undefined ? ["-H 'content-type:'"] : []),
    ...(data ? [`--data-binary "@${data}"`] : []),
  ];
  return [...(body && !lacksBody(exchange) ? bodyLines(body, words) : []), sent.join(' \\\n  ')];
}
