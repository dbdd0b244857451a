/** A file that no other ticket has, larger than what osTicket stores in one piece, attached to an own ticket. */

import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { creation, needed } from './created.js';
import { asAttachment, attachmentsIn, type KnownAttachment, sampleBytes } from './existing.js';

/** osTicket cuts files into pieces of this many bytes. */
const pieceBytes = 512_000;
/** Two pieces; neither the first nor the whole is a multiple of three bytes, so Base64 made by the piece shows. */
const fileBytes = pieceBytes + 3;

export interface OwnFile extends KnownAttachment {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Bytes of which no piece is like another, beginning with a text that only this run has. */
function uniqueBytes(runId: string): Buffer {
  const bytes = Buffer.alloc(fileBytes, sampleBytes);
  for (let at = 0; at + 4 <= fileBytes; at += 1000) bytes.writeUInt32BE(at, at);
  bytes.write(`osticket-contract ${runId}`);
  return bytes;
}

/** The file, made once. @throws Untestable when it cannot be stored */
export const ownFile = (t: Context): Promise<OwnFile> =>
  t.share('own large file', async (own) => {
    const [name, type] = [`${own.session.run.id} Ä.png`, 'image/png'];
    const bytes = uniqueBytes(own.session.run.id);
    const made = await creation(own, 'with a large file', { attachments: [asAttachment(name, type, bytes)] });
    const [stored] = attachmentsIn(await needed(own, made, 'createTicket/attachment-ten-mb-accepted'));
    const prerequisite = 'createTicket/attachment-stored';
    if (!stored) throw new Untestable(prerequisite, `Needed ${prerequisite}, but the ticket lists no file`);
    return { ...stored, name, type, bytes };
  });
