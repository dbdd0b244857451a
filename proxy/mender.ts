/** Gives clients a repaired answer in place of the installation's, says so in a header, and counts it. */
import type { Exchange } from '../conformance/client/exchange.js';
import type { Address } from '../conformance/invariants/operation-of.js';
import { sayingHeader } from './own-answer.js';
import type { Mended } from './passage.js';
import { repair } from './repair.js';
import { type Seen, unpacked } from './watcher.js';

/** Headers that are about the bytes as they came. */
const ofTheBytes = ['content-length', 'content-encoding', 'content-md5', 'digest', 'etag', 'accept-ranges'];

/** Characters of the header that says what was mended. */
const longest = 500;

/** @param tell is given the operation, and each thing that was mended in one of its answers */
export function mender(tell: (operation: string, mended: readonly string[]) => void) {
  return async (seen: Seen, pairs: readonly [string, string][], address: Address): Promise<Mended | undefined> => {
    const exchange = await wholeExchange(seen);
    const repaired = exchange && repair(exchange, address);
    if (!repaired) return undefined;
    const { status, type, text, mended } = repaired;
    tell(address.id, mended);
    const left = pairs.filter(([name]) => ![...ofTheBytes, 'content-type'].includes(name.toLowerCase()));
    const body = Buffer.from(text);
    return {
      status,
      body,
      pairs: [
        ...left,
        ['Content-Type', type],
        ['Content-Length', String(body.length)],
        [sayingHeader, `repaired: ${mended.join(', ')}`.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, longest)],
      ],
    };
  };
}

/** Nothing where the answer cannot be read as text. */
async function wholeExchange({ method, url, headers, body, answer }: Seen): Promise<Exchange | undefined> {
  if (!answer || answer.status === 206) return undefined;
  const { bytes, fault } = await unpacked(answer);
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([^\s";]+)/i.exec(answer.headers.get('content-type') ?? '') ?? [];
  const text = bytes.toString('utf8');
  if (fault || !/^utf-?8$/i.test(charset) || !bytes.equals(Buffer.from(text))) return undefined;
  return {
    id: 0,
    scope: 'proxy',
    at: '',
    request: {
      method,
      url,
      headers: Object.fromEntries(headers),
      ...(body && { body: body.bytes ? { text: body.bytes.toString('utf8') } : { bytes: body.size } }),
    },
    response: {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: { text },
      durationMs: 0,
    },
  };
}
