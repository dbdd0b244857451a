/** Sends bytes as Base64, a piece at a time, in memory that is used again and again. */
import type { ServerResponse } from 'node:http';
import { ClientGone } from './body/read-body.js';

/**
 * Bytes that are encoded at a time, a multiple of three. Memory for texts up to about 100 KB comes from what was just
 * freed; that for larger ones is new each time, and getting it from the system costs five times the encoding.
 */
const PIECE = 24_576;
const PIECE_TEXT = (PIECE / 3) * 4;

/** Bytes of one write: few enough writes to cost nothing, little enough memory for many downloads at once. */
const WRITE = 4 * PIECE_TEXT;

/**
 * Writes all slices as one Base64 text, as fast as the client takes it.
 *
 * @throws ClientGone, or what `slices` throws
 */
export async function writeBase64(response: ServerResponse, slices: AsyncIterable<Buffer>): Promise<void> {
  const out = Buffer.allocUnsafeSlow(WRITE);
  let filled = 0;
  const flush = async () => {
    await written(response, out.subarray(0, filled));
    filled = 0;
  };
  const append = (bytes: Buffer, begin = 0, end = bytes.length) => {
    filled += out.write(bytes.toString('base64', begin, end), filled, 'latin1');
    return out.length - filled < PIECE_TEXT ? flush() : undefined;
  };
  // Base64 has a place to join after each third byte only, and a slice ends anywhere.
  let left: Buffer = Buffer.alloc(0);
  for await (const slice of slices) {
    const joint = left.length === 0 ? 0 : Math.min(3 - left.length, slice.length);
    left = Buffer.concat([left, slice.subarray(0, joint)]);
    if (left.length === 3) await append(left);
    else if (left.length > 0) continue;
    const end = slice.length - ((slice.length - joint) % 3);
    for (let begin = joint; begin < end; begin += PIECE) await append(slice, begin, Math.min(begin + PIECE, end));
    // A copy: a part of the slice would keep all of it.
    left = Buffer.from(slice.subarray(end));
  }
  await append(left);
  if (filled > 0) await flush();
}

/** Resolves when the bytes are with the system, and their memory may be used again. */
function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new ClientGone());
    if (response.destroyed) return gone();
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.off('close', gone);
      if (error) gone();
      else resolve();
    });
  });
}
