/** The faults of downloadAttachment, built. */
import { pieceBytes } from '../../../conformance/steps/sample-files.js';
import { errorJson, json } from '../../../server/faults/answer.js';
import { errorReply, type Fault, type FaultAnswer, isSuccess } from '../../../server/faults/fault.js';
import { field } from '../../../server/faults/field.js';
import { anyKeyDoes } from '../../../server/faults/key.js';
import { request } from '../../../server/faults/request.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/download-attachment.js';
import { inXml } from './pieces.js';

const content = (change: (bytes: Buffer) => Buffer): Fault =>
  field('content', (base64) => change(Buffer.from(String(base64), 'base64')).toString('base64'));

const trimmed = (bytes: Buffer): Buffer => {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
};

/** The first file of the ticket that a file belongs to has given it its name. */
const nameOfFirst = json(async (file, _, { store: { db } }) => {
  const of = await db
    .selectFrom('attachment')
    .innerJoin('thread_entry', 'thread_entry.id', 'attachment.object_id')
    .select('thread_entry.thread_id')
    .where('attachment.type', '=', 'H')
    .where('attachment.file_id', '=', file.file_id)
    .executeTakeFirst();
  const first = await db
    .selectFrom('attachment')
    .innerJoin('thread_entry', 'thread_entry.id', 'attachment.object_id')
    .innerJoin('file', 'file.id', 'attachment.file_id')
    .select(['attachment.name as own', 'file.name'])
    .where('attachment.type', '=', 'H')
    .where('thread_entry.thread_id', '=', of?.thread_id ?? -1)
    .orderBy('attachment.id')
    .executeTakeFirst();
  return { ...file, filename: first?.own ?? first?.name ?? file.filename };
});

const isZero = ({ params }: Parameters<Fault>[0]) => /^0+$/.test(params.file_id ?? '');
const code =
  (fits: typeof isZero, from: number, to: FaultAnswer): Fault =>
  async (sent, forward) => {
    const answer = await forward(sent);
    return answer.status === from && fits(sent) ? to : answer;
  };

const nameOfContent: Fault = async (sent, forward, environment) => {
  const answer = await forward(sent);
  const { content, filename } = isSuccess(answer) && sent.url.includes('.json') ? JSON.parse(String(answer.body)) : {};
  if (content === undefined) return answer;
  const known = (environment.memory.get(content) as string | undefined) ?? filename;
  environment.memory.set(content, known);
  return { ...answer, body: Buffer.from(JSON.stringify({ ...JSON.parse(String(answer.body)), filename: known })) };
};

function inOrderOfTexts(bytes: Buffer): Buffer {
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) => at);
  const sorted = pieces.map(String).sort();
  return Buffer.concat(sorted.map((at) => bytes.subarray(Number(at) * pieceBytes, (Number(at) + 1) * pieceBytes)));
}

/** What stands around the digits of a file ID is not read. */
const digitsAlone = (around: RegExp) => request((sent) => ({ ...sent, url: sent.url.replace(around, '.php/$1.') }));

const built: Built<typeof faults> = {
  'minus-not-read': ['downloadAttachment/invalid-id-400', digitsAlone(/\.php\/-(\d+)\./)],
  'letters-not-read': ['downloadAttachment/not-a-number-400', digitsAlone(/\.php\/[a-z]*(\d+)[a-z]*\./)],
  'pieces-in-order-of-texts': ['createTicket/attachment-stored', content(inOrderOfTexts), { of: ['createTicket'] }],
  'name-of-the-same-content': ['downloadAttachment/agrees-with-metadata', nameOfContent],
  'line-ends-changed': [
    'downloadAttachment/size-in-bytes',
    content((bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
  ],
  'trailing-zeros-cut': ['downloadAttachment/size-in-bytes', content(trimmed)],
  'long-file-cut': ['downloadAttachment/size-in-bytes', content((bytes) => bytes.subarray(0, 65536))],
  'download-name-of-first': ['downloadAttachment/agrees-with-metadata', nameOfFirst],
  'xml-content-empty': [
    'formats/xml-same-content',
    inXml((file) => ({ ...file, content: '' })),
    { of: ['downloadAttachment'] },
  ],
  'xml-download-without-permission': [
    'downloadAttachment/permission',
    (sent, forward, environment) =>
      /\.xml(\?|$)/.test(sent.url) ? anyKeyDoes(sent, forward, environment) : forward(sent),
  ],
  'size-of-base64': ['downloadAttachment/size-in-bytes', json((file) => ({ ...file, size: file.content.length }))],
  'unknown-file-message': [
    'errors/message-is-text',
    errorJson((error) => ({ ...error, message: '' })),
    { of: ['downloadAttachment'] },
  ],
  'zero-is-404': ['downloadAttachment/invalid-id-400', code(isZero, 400, errorReply(404))],
  'zero-is-nothing': [
    'downloadAttachment/answers-200',
    async (sent, forward) => {
      const answer = await forward(sent);
      const isZeroed = isSuccess(answer) && answer.body.includes('"content":"MA=="');
      return isZeroed ? errorReply(500) : answer;
    },
  ],
};

export const downloadAttachment = rowsOf('downloadAttachment', faults, built);
