import { expect, test } from 'vitest';
import { attachmentLimits } from '../../contract/attachments.js';
import { type Api, dataUri, eachServer } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { updating } from '../testing/updating.js';

eachServer('attachments of updateTicket', (api: Api) => {
  const { updated, refused } = updating(api);
  const withFiles = (...files: object[]) => updated({ note: 'x', attachments: files });
  const filesOf = async (...files: object[]) =>
    (await withFiles(...files)).thread.find(({ type }) => type === 'note')?.attachments ?? [];
  const refusedFiles = (files: object[], message: string) =>
    refused({ note: 'x', priority: 4, attachments: files }, 400, message);

  test(req('updateTicket/attachments-need-a-note'), async () => {
    await refused({ attachments: [{ 'a.txt': dataUri('x') }], priority: 4 }, 400, 'note');
  });
  test(req('updateTicket/attachment-stored'), async () => {
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, i) => (i * 7) % 256));
    const [file] = await filesOf({ 'a.zip': dataUri(bytes, 'application/zip') });
    const { json } = await api.call('downloadAttachment', { params: { file_id: file?.file_id ?? 0 } });
    expect(Buffer.from(json.content, 'base64').equals(bytes)).toBe(true);
  });
  test(req('updateTicket/attachment-name'), async () => {
    expect((await filesOf({ 'Bericht März.pdf': dataUri('x', 'application/pdf') }))[0]?.filename).toBe(
      'Bericht März.pdf',
    );
  });
  test(req('updateTicket/attachment-type'), async () => {
    expect((await filesOf({ 'a.txt': dataUri('x', 'image/webp') }))[0]?.mime_type).toBe('image/webp');
  });
  test(req('updateTicket/attachment-on-the-note'), async () => {
    const { thread } = await withFiles({ 'a.txt': dataUri('x') }, { 'b.txt': dataUri('y') });
    expect(thread.map(({ type, attachment_count }) => [type, attachment_count])).toEqual([
      ['message', undefined],
      ['note', 2],
    ]);
  });
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ [`${i}.txt`]: dataUri('x') }));
  test(req('updateTicket/attachments-five-accepted'), async () => {
    expect(await filesOf(...many(attachmentLimits.files))).toHaveLength(5);
  });
  test(req('updateTicket/attachments-at-most-five'), async () => {
    await refusedFiles(many(attachmentLimits.files + 1), 'attachments');
  });
  test(req('updateTicket/attachment-ten-mb-accepted'), async () => {
    expect(
      (await filesOf({ 'a.zip': dataUri(Buffer.alloc(attachmentLimits.fileBytes), 'application/zip') }))[0]?.size,
    ).toBe(10 * 2 ** 20);
  });
  test(req('updateTicket/attachment-at-most-ten-mb'), async () => {
    await refusedFiles(
      [{ 'a.zip': dataUri(Buffer.alloc(attachmentLimits.fileBytes + 1), 'application/zip') }],
      'a.zip',
    );
  });
  test(req('updateTicket/attachments-at-most-fifty-mb'), async () => {
    const files = Array.from({ length: 5 }, (_, i) => ({
      [`${i}.txt`]: dataUri(Buffer.alloc(attachmentLimits.fileBytes + (i === 4 ? 1 : 0))),
    }));
    await refusedFiles(files, '4.txt');
  });
  test(req('updateTicket/attachment-unsupported-type-400'), async () => {
    await refusedFiles([{ 'a.png': dataUri('x', 'application/x-sh') }], 'application/x-sh');
  });
  test(req('updateTicket/attachment-not-a-data-uri-400'), async () => {
    await refusedFiles([{ 'a.txt': 'aGVsbG8=' }], 'a.txt');
  });
  test(req('updateTicket/attachment-broken-base64-400'), async () => {
    await refusedFiles([{ 'a.txt': 'data:text/plain;base64,YQ' }], 'a.txt');
  });
});
