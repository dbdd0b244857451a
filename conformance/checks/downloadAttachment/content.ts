/** Checks of the content of a file that is downloaded. */

import { hasItsShape } from '../../invariants/read-field.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  anAttachment,
  attachments,
  bytesOf,
  contentOf,
  download,
  isBase64,
  isOf,
  listedFile,
  needsThatFile,
  sharedDownload,
} from '../../steps/attachments.js';
import { decodedXml } from '../../steps/formats.js';
import { isInline, knownInline, ownInline } from '../../steps/inline-files.js';
import { allDownloads, ownDownloadIfAny } from '../../steps/large-file.js';
import { needsCreations, needsSizes } from '../../steps/stored-bytes.js';

/** Where two contents begin to differ, in words. */
function difference(sent: Buffer, got: Buffer): string {
  const at = sent.findIndex((byte, index) => byte !== got[index]);
  return `${got.length} bytes, ${at < 0 ? 'with something behind' : `another from byte ${at} on`}`;
}

/** A small file that was sent, where no large one could be stored. */
async function smallDownload(t: Context) {
  const { sent: bytes, ...file } = await listedFile(t, 'getTicket/attachment-file_id-is-integer');
  return { ...file, answer: t.needs(await sharedDownload(t, file.fileId), 'downloadAttachment/answers-200'), bytes };
}

export const checks: Check[] = [
  check('downloadAttachment/content-is-base64', 'Decode small files and one of more than 512,000 bytes', async (t) => {
    for (const { answer } of await allDownloads(t)) {
      const content = contentOf(t, answer);
      t.that(isBase64(content), 'Base64', show(content), answer, '/content');
    }
    if (t.session.run.mode === 'read') return;
    const own = (await ownDownloadIfAny(t)) ?? (await smallDownload(t));
    const { answer, bytes } = own;
    const got = bytesOf(t, answer);
    // A content that does not have the size in the answer is reported by another check.
    if ((answer.json as { size?: unknown }).size !== got.length) return;
    if (!got.equals(bytes)) {
      needsThatFile(answer, own);
      await needsCreations(t);
    }
    t.that(got.equals(bytes), `the ${bytes.length} bytes that were sent`, difference(bytes, got), answer, '/content');
  }),

  check(
    'downloadAttachment/size-in-bytes',
    'Count the bytes of small files and one of more than 512,000 bytes',
    async (t) => {
      for (const { answer } of await allDownloads(t)) {
        t.equal(answer, '/size', t.field(answer, 'downloadAttachment/size-is-integer')[0], bytesOf(t, answer).length);
      }
    },
  ),

  check('downloadAttachment/inline-too', 'Download a file that is embedded in a message', async (t) => {
    const seen = (await attachments(t)).find(isInline);
    const own = seen ? undefined : await ownInline(t);
    const inline = seen ?? own ?? (await knownInline(t));
    if (!inline) {
      throw new Skip(
        'no-data',
        'No ticket that was read has a file embedded in a message. Add the number of one that has to `known` in the settings file, as `inlineFileTicket`.',
      );
    }
    const answer = await sharedDownload(t, inline.fileId);
    if (inline !== own && answer.isRefusedAs('downloadAttachment/unreadable-500')) {
      throw new Skip('no-data', 'The embedded file that was found is damaged, or cannot be read for another reason.');
    }
    await t.succeeds(answer);
    const { size } = inline.metadata;
    // That the ID leads to another file is reported by another check.
    if (isOf(answer, inline.metadata) === false) return;
    if (!hasItsShape('getTicket', 'thread[].attachments[].size', size)) return;
    const { length } = bytesOf(t, answer);
    if (length !== size && t.session.run.mode === 'write') await needsSizes(t);
    t.equal(answer, '/content', length, size);
  }),

  check('downloadAttachment/xml', 'Download a file as XML', async (t, id) => {
    const { fileId } = await anAttachment(t);
    const json = t.needs(await t.simplest(id), 'downloadAttachment/answers-200');
    const xml = await download(t, fileId, 'xml');
    const value = await decodedXml(t, xml);
    t.equal(xml, '/file_id', Number(value.file_id), fileId);
    const [content, inXml] = [contentOf(t, json), String(value.content)].map((text) => Buffer.from(text, 'base64'));
    const same = content !== undefined && inXml?.equals(content);
    t.that(same === true, 'the same content as JSON', show(value.content), [xml, json], '/content');
  }),
];
