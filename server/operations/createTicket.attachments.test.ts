import { expect, test } from 'vitest';
import { attachmentLimits, fileTypes } from '../../contract/attachments.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type Api, dataUri, eachServer } from '../testing/api-under-test.js';
import { creating } from '../testing/creating.js';
import { req } from '../testing/req.js';

eachServer('attachments of createTicket', (api: Api) => {
  const { created, refused } = creating(api);
  const attachments = (...files: [name: string, content: Uint8Array | string, type?: string][]) => ({
    attachments: files.map(([name, content, type]) => ({ [name]: dataUri(content, type) })),
  });
  const stored = async (fields: object) => (await created(fields)).thread[0]?.attachments ?? [];
  const content = async (file_id: number) =>
    Buffer.from((await api.call('downloadAttachment', { params: { file_id } })).json.content, 'base64');
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const refusedFile = (files: object[], message: string | RegExp) => refused({ attachments: files }, message);

  test(req('createTicket/attachment-stored'), async () => {
    for (const bytes of [
      everyByte,
      Buffer.alloc(0),
      Buffer.from([0]),
      Buffer.alloc(512_001, 7),
      Buffer.alloc(1_024_000, 3),
    ]) {
      const [file] = await stored(attachments(['a.bin.txt', bytes]));
      expect((await content(file?.file_id ?? 0)).equals(bytes)).toBe(true);
      expect(file?.size).toBe(bytes.length);
    }
  });
  test(req('createTicket/attachment-name'), async () => {
    const names = ['screenshot.png', 'Übersicht März (1).txt', '請求書.txt', '..', 'a'.repeat(255), '__proto__', '1'];
    for (const name of names) {
      const body = `{"name":"N","email":"n@example.com","subject":"S","message":"M","attachments":[{${JSON.stringify(name)}:"${dataUri('x')}"}]}`;
      const reply = await api.call('createTicket', { body });
      expect((await api.ticket(reply.text)).thread[0]?.attachments?.[0]?.filename).toBe(name);
    }
    await refusedFile([{ ['a'.repeat(256)]: dataUri('x') }], 'attachments');
  });
  test(req('createTicket/attachment-type'), async () => {
    const [file] = await stored({ attachments: [{ 'a.txt': `data:Text/CSV;charset=utf-8;base64,YQ==` }] });
    expect(file?.mime_type).toBe('text/csv');
  });
  test(req('createTicket/attachments-several'), async () => {
    const files = await stored(
      attachments(['a.txt', 'A'], ['b.png', 'B', 'image/png'], ['c.pdf', 'C', 'application/pdf']),
    );
    expect(files.map(({ filename, inline }) => [filename, inline])).toEqual([
      ['a.txt', false],
      ['b.png', false],
      ['c.pdf', false],
    ]);
    expect((await Promise.all(files.map(({ file_id }) => content(file_id)))).map(String)).toEqual(['A', 'B', 'C']);
  });
  test(req('createTicket/attachments-five-accepted'), async () => {
    const five = Array.from({ length: attachmentLimits.files }, (_, i) => [`${i}.txt`, `${i}`] as [string, string]);
    expect(await stored(attachments(...five))).toHaveLength(5);
  });
  test(req('createTicket/attachments-at-most-five'), async () => {
    const six = Array.from({ length: attachmentLimits.files + 1 }, (_, i) => ({ [`${i}.txt`]: dataUri('x') }));
    await refusedFile(six, 'attachments');
  });
  test(req('createTicket/attachment-ten-mb-accepted'), async () => {
    const ten = Buffer.alloc(attachmentLimits.fileBytes, 'ten');
    const [file] = await stored(attachments(['ten.zip', ten, 'application/zip']));
    expect(file?.size).toBe(10 * 2 ** 20);
    expect((await content(file?.file_id ?? 0)).equals(ten)).toBe(true);
  });
  test(req('createTicket/attachment-at-most-ten-mb'), async () => {
    await refused(attachments(['ten.zip', Buffer.alloc(attachmentLimits.fileBytes + 1), 'application/zip']), 'ten.zip');
  });
  test(req('createTicket/attachments-fifty-mb-accepted'), async () => {
    const ten = Buffer.alloc(attachmentLimits.fileBytes, 5);
    const files = await stored(
      attachments(...Array.from({ length: 5 }, (_, i) => [`${i}.txt`, ten] as [string, Buffer])),
    );
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBe(attachmentLimits.totalBytes);
  });
  test(req('createTicket/attachments-at-most-fifty-mb', 'with the other limits out of the way'), async () => {
    // Five files of at most 10 MB are never more than 50 MB together: one limit or the other refuses them.
    const files = Array.from(
      { length: 5 },
      (_, i) => [`${i}.txt`, Buffer.alloc(attachmentLimits.fileBytes + (i === 4 ? 1 : 0))] as [string, Buffer],
    );
    await refused(attachments(...files), '4.txt');
  });

  const categories: [RequirementId, string][] = [
    ['createTicket/attachments-images', 'Images'],
    ['createTicket/attachments-documents', 'Documents'],
    ['createTicket/attachments-text', 'Text'],
    ['createTicket/attachments-archives', 'Archives'],
  ];
  test.each(categories)('%s', async (_, category) => {
    for (const [name, { extensions, types }] of Object.entries(fileTypes[category] ?? {})) {
      for (const type of types) {
        const [file] = await stored(attachments([`file.${extensions[0]}`, name, type]));
        expect([file?.mime_type, String(await content(file?.file_id ?? 0))]).toEqual([type, name]);
      }
    }
  });
  test(req('createTicket/attachment-unsupported-type-400'), async () => {
    for (const type of [
      'application/octet-stream',
      'application/x-msdownload',
      'video/mp4',
      'text/x-php',
      'image/tiff',
    ]) {
      await refusedFile([{ 'a.png': dataUri('x', type) }], `a.png) has the type ${type}`);
    }
  });
  test(req('createTicket/attachment-not-a-data-uri-400'), async () => {
    for (const value of ['aGVsbG8=', 'data:text/plain,hello', 'http://example.com/a.txt', 'data:;base64,YQ==', '']) {
      await refusedFile([{ 'a.txt': value }], 'attachments[0].a.txt');
    }
    await refusedFile([{ 'a.txt': 1 }], 'a.txt');
  });
  test(req('createTicket/attachment-broken-base64-400'), async () => {
    for (const base64 of ['YQ', 'YQ=', 'Y===', 'YQ=a', 'Y Q=', 'YWJj\nYWJj', 'Y-_=', '!!!!', '====', 'YQ%3D%3D', '=']) {
      await refusedFile([{ 'ok.txt': dataUri('x') }, { 'a.txt': `data:text/plain;base64,${base64}` }], 'a.txt');
    }
  });
  test(req('createTicket/attachment-not-an-object-400'), async () => {
    for (const item of ['a.txt', 1, null, true, [], [dataUri('x')]]) await refusedFile([item as object], 'attachments');
  });
  test(req('createTicket/attachment-without-a-name-400'), async () => {
    await refusedFile([{ '': dataUri('x') }], 'attachments');
    await refusedFile([{}], 'attachments');
    await refusedFile([{ 'a.txt': dataUri('x'), 'b.txt': dataUri('y') }], 'attachments');
  });
  test(req('createTicket/attachment-name-is-no-path'), async () => {
    for (const name of ['../a.txt', '/etc/passwd', 'a/b.txt', 'C:\\a.txt', '..\\a.txt'])
      await refusedFile([{ [name]: dataUri('x') }], 'attachments');
  });
  test(req('createTicket/attachments-same-name'), async () => {
    const files = await stored(attachments(['image.jpg', 'A', 'image/jpeg'], ['image.jpg', 'B', 'image/jpeg']));
    expect((await Promise.all(files.map(({ file_id }) => content(file_id)))).map(String)).toEqual(['A', 'B']);
  });
});
