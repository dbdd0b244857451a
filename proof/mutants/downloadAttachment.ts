/** downloadAttachment broken on purpose; the forms of its fields and its refusals are in families/. */
import { json, xml } from '../../server/faults/answer.js';
import { errorReply, type Fault, isSuccess, jsonReply } from '../../server/faults/fault.js';
import { field, fixed } from '../../server/faults/field.js';
import { refuses } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';

/** Every file is served, whatever it hangs on. */
const servesAll: Fault = async (sent, forward, { store }) => {
  const answer = await forward(sent);
  if (answer.status !== 403) return answer;
  const id = Number(sent.params.file_id);
  const file = await store.db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
  const chunks = await store.db.selectFrom('file_chunk').select('filedata').where('file_id', '=', id).execute();
  const content = Buffer.concat(chunks.map(({ filedata }) => filedata)).toString('base64');
  const { name: filename, type: mime_type, size } = file ?? {};
  return jsonReply(200, { file_id: id, filename, mime_type, size, content });
};

/** Files that are embedded in a message are not served. */
const notInline: Fault = async (sent, forward, { store }) => {
  const inline = await store.db
    .selectFrom('attachment')
    .select('id')
    .where('file_id', '=', Number(sent.params.file_id))
    .where('inline', '=', 1)
    .executeTakeFirst();
  const answer = await forward(sent);
  return inline && isSuccess(answer) ? errorReply(403) : answer;
};

/** Answers with this code for some IDs. */
const answers = (code: number, fits: (id: string) => boolean) =>
  refuses(({ params }) => fits(params.file_id ?? ''), code);

const content = (change: (base64: string) => string) => field('content', (base64) => change(String(base64)));
const bytes = (change: (bytes: Buffer) => string) => content((base64) => change(Buffer.from(base64, 'base64')));

/** Each piece of osTicket's size has an end of its own. */
function byThePiece(all: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at < all.length; at += 512_000) pieces.push(all.subarray(at, at + 512_000).toString('base64'));
  return pieces.join('');
}

function lastByteFlipped(all: Buffer): string {
  const flipped = Buffer.from(all);
  flipped.writeUInt8(255 - flipped.readUInt8(all.length - 1), all.length - 1);
  return flipped.toString('base64');
}

export const downloadAttachment: Row[] = [
  [
    'downloadAttachment/file_id-is-integer',
    'file_id is that of another file',
    field('file_id', (id) => Number(id) + 1),
  ],
  [
    'downloadAttachment/content-is-base64',
    'content is a data-URI',
    content((base64) => `data:image/png;base64,${base64}`),
  ],
  [
    'downloadAttachment/content-is-base64',
    'content is URL-safe Base64',
    content((base64) => base64.replaceAll('+', '-').replaceAll('/', '_')),
  ],
  ['downloadAttachment/content-is-base64', 'content is encoded by the piece', bytes(byThePiece)],
  ['downloadAttachment/content-is-base64', 'the last byte is another one', bytes(lastByteFlipped)],
  [
    'downloadAttachment/content-is-base64',
    'content lacks its padding',
    content((base64) => base64.replaceAll('=', '')),
  ],
  [
    'downloadAttachment/size-in-bytes',
    'content is cut after the first piece',
    content((base64) => base64.slice(0, 682_664)),
  ],
  ['downloadAttachment/size-in-bytes', 'content lacks its last bytes', content((base64) => base64.slice(0, -4))],
  [
    'downloadAttachment/size-in-bytes',
    'size is that of the Base64',
    json((file) => ({ ...file, size: file.content.length })),
  ],
  ['downloadAttachment/size-in-bytes', 'size is one less', field('size', (size) => Number(size) - 1)],
  ['downloadAttachment/agrees-with-metadata', 'the file name is another one', fixed('filename', 'file.bin')],
  [
    'downloadAttachment/agrees-with-metadata',
    'the MIME type is another one',
    fixed('mime_type', 'application/octet-stream'),
  ],
  ['downloadAttachment/agrees-with-metadata', 'the size is another one', field('size', (size) => Number(size) + 1)],
  ['downloadAttachment/inline-too', 'an embedded file is refused', notInline],
  [
    'downloadAttachment/xml',
    'the XML has no content',
    xml((text) => text.replace(/<content>.*<\/content>/s, '<content/>')),
  ],
  ['downloadAttachment/invalid-id-400', 'the ID 0 is answered with 404', answers(404, (id) => id === '0')],
  ['downloadAttachment/invalid-id-400', 'an ID below 1 is answered with 404', answers(404, (id) => Number(id) < 1)],
  ['downloadAttachment/not-a-ticket-attachment-403', 'every file is served', servesAll],
  ['downloadAttachment/never-other-files', 'every file is served', servesAll],
];
