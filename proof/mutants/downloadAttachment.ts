/** downloadAttachment broken on purpose; the types of its fields are in families/. */
import { type Fault, isSuccess } from './engine/fault.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus, status, xml } from './faults/answer.js';
import { field } from './faults/field.js';
import { on, refused, request } from './faults/request.js';

const download = 'downloadAttachment';

/** Every file is served, whatever it hangs on. */
const servesAll = (code: number): Fault =>
  on(download, async (sent, forward, { store }) => {
    const answer = await forward(sent);
    if (answer.status !== 403) return answer;
    const id = Number(sent.params.file_id);
    const file = await store.db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
    const chunks = await store.db.selectFrom('file_chunk').select('filedata').where('file_id', '=', id).execute();
    const content = Buffer.concat(chunks.map(({ filedata }) => filedata)).toString('base64');
    const { name: filename, type: mime_type, size } = file ?? {};
    return made(code, 'application/json', JSON.stringify({ file_id: id, filename, mime_type, size, content }));
  });

/** Answers with this code for some IDs. */
const answers = (code: number, fits: (id: string) => boolean): Fault =>
  on(download, (sent, forward) => (fits(sent.params.file_id ?? '') ? Promise.resolve(refused(code)) : forward(sent)));

const isInteger = (id: string) => /^-?\d+$/.test(id);

/** Files that are embedded in a message are not served. */
const notInline: Fault = on(download, async (sent, forward, { store }) => {
  const id = Number(sent.params.file_id);
  const inline = await store.db
    .selectFrom('attachment')
    .select('id')
    .where('file_id', '=', id)
    .where('inline', '=', 1)
    .executeTakeFirst();
  const answer = await forward(sent);
  return inline && isSuccess(answer) ? refused(403) : answer;
});

/** Each piece of osTicket's size has an end of its own. */
function byThePiece(bytes: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 512_000) pieces.push(bytes.subarray(at, at + 512_000).toString('base64'));
  return pieces.join('');
}

function lastByteFlipped(bytes: Buffer): string {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(255 - flipped.readUInt8(bytes.length - 1), bytes.length - 1);
  return flipped.toString('base64');
}

export const downloadAttachmentMutants: Mutant[] = [
  mutant('downloadAttachment/answers-200', 'a file is answered with 206', status(download, 206)),
  mutant(
    'downloadAttachment/answers-200',
    'a file is a web page with 200',
    on(download, async () => htmlPage),
  ),
  mutant(
    'downloadAttachment/file_id-is-integer',
    'file_id is that of another file',
    field(download, 'file_id', (id) => Number(id) + 1),
  ),
  mutant(
    'downloadAttachment/content-is-base64',
    'content is a data-URI',
    field(download, 'content', (content) => `data:image/png;base64,${content}`),
  ),
  mutant(
    'downloadAttachment/content-is-base64',
    'content is URL-safe Base64',
    field(download, 'content', (content) => String(content).replaceAll('+', '-').replaceAll('/', '_')),
  ),
  mutant(
    'downloadAttachment/content-is-base64',
    'content is encoded by the piece',
    json(download, (file) => ({ ...file, content: byThePiece(Buffer.from(file.content, 'base64')) })),
  ),
  mutant(
    'downloadAttachment/content-is-base64',
    'the last byte is another one',
    json(download, (file) => ({ ...file, content: lastByteFlipped(Buffer.from(file.content, 'base64')) })),
  ),
  mutant(
    'downloadAttachment/size-in-bytes',
    'content is cut after the first piece',
    field(download, 'content', (content) => String(content).slice(0, 682_664)),
  ),
  mutant(
    'downloadAttachment/content-is-base64',
    'content lacks its padding',
    field(download, 'content', (content) => String(content).replaceAll('=', '')),
  ),
  mutant(
    'downloadAttachment/size-in-bytes',
    'size is that of the Base64',
    json(download, (file) => ({ ...file, size: file.content.length })),
  ),
  mutant(
    'downloadAttachment/size-in-bytes',
    'size is one less',
    field(download, 'size', (size) => Number(size) - 1),
  ),
  mutant(
    'downloadAttachment/size-in-bytes',
    'content lacks its last bytes',
    field(download, 'content', (content) => String(content).slice(0, -4)),
  ),
  mutant(
    'downloadAttachment/agrees-with-metadata',
    'the file name is another one',
    field(download, 'filename', () => 'file.bin'),
  ),
  mutant(
    'downloadAttachment/agrees-with-metadata',
    'the MIME type is another one',
    field(download, 'mime_type', () => 'application/octet-stream'),
  ),
  mutant(
    'downloadAttachment/agrees-with-metadata',
    'the size is another one',
    field(download, 'size', (size) => Number(size) + 1),
  ),
  mutant('downloadAttachment/inline-too', 'an embedded file is refused', notInline),
  mutant(
    'downloadAttachment/xml',
    '.xml gives JSON',
    request(download, (sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  mutant(
    'downloadAttachment/xml',
    '.xml is answered with 400',
    on(download, (sent, forward) => (sent.params.format === 'xml' ? Promise.resolve(refused(400)) : forward(sent))),
  ),
  mutant(
    'downloadAttachment/xml',
    'the XML has no content',
    xml(download, (text) => text.replace(/<content>.*<\/content>/s, '<content/>')),
  ),
  mutant(
    'downloadAttachment/invalid-id-400',
    'an ID below 1 is answered with 404',
    answers(404, (id) => isInteger(id) && Number(id) < 1),
  ),
  mutant(
    'downloadAttachment/invalid-id-400',
    'the ID 0 is answered with 404',
    answers(404, (id) => id === '0'),
  ),
  mutant(
    'downloadAttachment/not-a-number-400',
    'a text is answered with 404',
    answers(404, (id) => !isInteger(id)),
  ),
  mutant(
    'downloadAttachment/not-a-number-400',
    'a text is answered with 500',
    answers(500, (id) => !isInteger(id)),
  ),
  mutant('downloadAttachment/not-a-ticket-attachment-403', 'every file is served', servesAll(200)),
  mutant(
    'downloadAttachment/not-a-ticket-attachment-403',
    'a file of something else is answered with 404',
    refusalStatus(download, 404, (answer) => answer.status === 403),
  ),
  mutant('downloadAttachment/never-other-files', 'every file is served', servesAll(200)),
  mutant(
    'downloadAttachment/unknown-404',
    'an unknown file is empty',
    refusal(download, (answer) =>
      answer.status === 404
        ? made(200, 'application/json', '{"file_id":1,"filename":"","mime_type":"","size":0,"content":""}')
        : answer,
    ),
  ),
  mutant('downloadAttachment/unknown-404', 'an unknown file is answered with 500', refusalStatus(download, 500)),
];
