/** From the bytes that came to what is kept of them: as text, without keys and sessions, and with what is wrong with them. */
import { isUtf8 } from 'node:buffer';
import type { Reply } from '../../installation/polite-client.js';
import { type KeptResponse, keep } from './exchange.js';
import { unparsable } from './parsable.js';
import type { Keyring } from './redaction.js';
import { withoutSessions } from './sessions.js';

/** Bytes that are kept of a body that is no text, and how many of them stand before the first that is wrong. */
const rawLength = 96;
const rawBefore = 32;

/** Characters that are kept of a body that cannot be read. */
const shownOfUnreadable = 64 * 2 ** 10;

export interface Received {
  /** As it is kept. */
  response: Omit<KeptResponse, 'durationMs'>;
  /** The whole body; of a long one no file holds as much. */
  text: string;
}

/** @param keyring whose keys are taken out of everything */
export function received({ status, headers, body, fault }: Reply, keyring: Keyring): Received {
  const pairs = [...headers].map(([name, value]) => [keyring.redact(name), keyring.redact(value)] as const);
  const { headers: kept, clean } = withoutSessions(pairs);
  const hidden = (text: string) => clean(keyring.redact(text));
  const decoded = decode(body, headers.get('content-type') ?? '');
  const unreadable = fault?.text ?? unparsable(decoded.text, headers.get('content-type') ?? '');
  const text = hidden(unreadable === undefined ? decoded.text : decoded.text.slice(0, shownOfUnreadable));
  const base64 = decoded.invalidAt === undefined ? undefined : rawAround(body, decoded.invalidAt, hidden);
  const raw = base64 === undefined ? {} : { base64 };
  return {
    response: {
      status,
      headers: kept,
      body: { ...keep(text), ...raw },
      ...(unreadable === undefined
        ? {}
        : { unreadable: { kind: fault?.kind ?? 'structure', text: hidden(unreadable) } }),
    },
    text,
  };
}

/** Bytes as text, by the charset that their content type names; UTF-8 where it names none. A BOM stays. */
function decode(body: Uint8Array<ArrayBuffer>, contentType: string): { text: string; invalidAt?: number } {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  const other = /^utf-?8$/i.test(charset) ? undefined : decoderFor(charset);
  if (other) return { text: other.decode(body) };
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  return isUtf8(body) ? { text } : { text, invalidAt: firstInvalid(body) };
}

function decoderFor(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    return undefined;
  }
}

/** Where the first byte is that makes a body invalid. */
function firstInvalid(body: Uint8Array): number {
  let [valid, invalid] = [0, body.length];
  // A longer beginning is never valid where a shorter one is not, but for a character that is cut by its end.
  while (invalid - valid > 4) {
    const middle = Math.floor((valid + invalid) / 2);
    const cut = [0, 1, 2, 3].some((less) => isUtf8(body.subarray(0, middle - less)));
    if (cut) valid = middle;
    else invalid = middle;
  }
  return valid;
}

/** Some bytes as Base64; nothing where a key or a session would be in it. */
function rawAround(body: Uint8Array, at: number, hidden: (text: string) => string): string | undefined {
  const start = Math.max(0, at - rawBefore);
  const piece = Buffer.from(body.subarray(start, start + rawLength));
  const [asText, written] = [piece.toString('latin1'), piece.toString('base64')];
  return hidden(asText) === asText && hidden(written) === written ? written : undefined;
}
