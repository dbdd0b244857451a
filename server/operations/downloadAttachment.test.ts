import { describe, expect, test } from 'vitest';
import { decodeXml } from '../../contract/xml.js';
import { CANNED_FILE_IDS, LOGO_FILE_ID } from '../../fixtures/unattached-files.js';
import { CHUNK_BYTES } from '../queries/file-content.js';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import { answerSchema } from '../testing/field-requirements.js';
import { req } from '../testing/req.js';
import { sentFile } from '../testing/sample-calls.js';

eachServer('downloadAttachment', (api: Api) => {
  const download = (file_id: string | number, format = 'json') =>
    api.call('downloadAttachment', { params: { file_id }, format });

  test(req('downloadAttachment/answers-200'), async () => {
    const file_id = await sentFile(api, 'hello');
    const reply = await download(file_id);
    expect([reply.status, reply.json]).toEqual([
      200,
      { file_id, filename: 'a.txt', mime_type: 'text/plain', size: 5, content: 'aGVsbG8=' },
    ]);
  });
  test(req('downloadAttachment/content-is-base64'), async () => {
    for (const length of [0, 1, 2, 3, 100]) {
      const { json } = await download(await sentFile(api, Buffer.alloc(length, 255)));
      expect(json.content).toMatch(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
    }
  });
  test(req('downloadAttachment/size-in-bytes', 'with content of several pieces'), async () => {
    for (const length of [CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 1, 3 * CHUNK_BYTES]) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 31) % 251));
      const file_id = await sentFile(api, bytes);
      for (const format of ['json', 'xml']) {
        const { text } = await download(file_id, format);
        const value = (
          format === 'json' ? JSON.parse(text) : decodeXml(text, answerSchema('downloadAttachment')).value
        ) as { size: number; content: string };
        const content = Buffer.from(value.content, 'base64');
        expect([value.size, content.length, content.equals(bytes)]).toEqual([length, length, true]);
      }
    }
  });
  test(req('downloadAttachment/agrees-with-metadata'), async () => {
    const rows = await api.store.db.selectFrom('ticket').select('number').orderBy('ticket_id').limit(40).execute();
    let seen = 0;
    for (const { number } of rows) {
      for (const entry of (await api.ticket(number ?? '')).thread) {
        for (const { file_id, filename, size, mime_type } of entry.attachments ?? []) {
          const { json } = await download(file_id);
          expect(json).toMatchObject({ file_id, filename, size, mime_type });
          expect(Buffer.from(json.content, 'base64')).toHaveLength(size);
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(1);
  });
  test(req('downloadAttachment/inline-too'), async () => {
    const file_id = await sentFile(api, 'picture');
    await api.store.db.updateTable('attachment').set({ inline: 1 }).where('file_id', '=', file_id).execute();
    expect((await download(file_id)).status).toBe(200);
  });
  test(req('downloadAttachment/invalid-id-400'), async () => {
    for (const id of [0, -1, '-0', '00']) expectError(await download(id), 400, 'file_id');
  });
  test(req('downloadAttachment/not-a-number-400'), async () => {
    for (const id of ['abc', '1.5', '1a', 'NaN', '9'.repeat(400), "1' or '1", '2147483648'])
      expectError(await download(id), 400, 'file_id');
  });

  describe('files that belong to no ticket', () => {
    const others = async () => {
      const { db } = api.store;
      const file_id = await sentFile(api);
      const { object_id } = await db
        .selectFrom('attachment')
        .select('object_id')
        .where('file_id', '=', file_id)
        .executeTakeFirstOrThrow();
      // Of a task's thread entry.
      const time = { created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
      const task = await db
        .insertInto('thread')
        .values({ object_id: 1, object_type: 'A', created: time.created })
        .executeTakeFirstOrThrow();
      await db
        .updateTable('thread_entry')
        .set({ thread_id: Number(task.insertId) })
        .where('id', '=', object_id)
        .execute();
      // Of a page with the same ID as a ticket's thread entry.
      const page = await sentFile(api);
      await db.updateTable('attachment').set({ type: 'T' }).where('file_id', '=', page).execute();
      return [...CANNED_FILE_IDS, LOGO_FILE_ID, file_id, page];
    };
    test(req('downloadAttachment/not-a-ticket-attachment-403'), async () => {
      for (const id of await others()) expectError(await download(id), 403, 'Attachment not accessible');
    });
    test(req('downloadAttachment/never-other-files'), async () => {
      for (const id of await others()) {
        for (const format of ['json', 'xml'])
          expect((await download(id, format)).text).not.toMatch(/content"|<content/);
      }
    });
  });

  test(req('downloadAttachment/unknown-404'), async () => {
    expectError(await download(999_999_999), 404, 'File not found');
  });

  describe(req('downloadAttachment/unreadable-500'), () => {
    const large = Buffer.alloc(2 * CHUNK_BYTES + 10, 1);
    const broken: [string, (file: number) => Promise<unknown>][] = [
      [
        'a piece in the middle is missing',
        (file) => api.store.db.deleteFrom('file_chunk').where('file_id', '=', file).where('chunk_id', '=', 1).execute(),
      ],
      [
        'the last piece is missing',
        (file) => api.store.db.deleteFrom('file_chunk').where('file_id', '=', file).where('chunk_id', '=', 2).execute(),
      ],
      ['all pieces are missing', (file) => api.store.db.deleteFrom('file_chunk').where('file_id', '=', file).execute()],
      [
        'a piece is too short',
        (file) =>
          api.store.db
            .updateTable('file_chunk')
            .set({ filedata: Buffer.alloc(3) })
            .where('file_id', '=', file)
            .where('chunk_id', '=', 0)
            .execute(),
      ],
      [
        'the size is another one',
        (file) => api.store.db.updateTable('file').set({ size: 5 }).where('id', '=', file).execute(),
      ],
      [
        'the content is elsewhere',
        (file) => api.store.db.updateTable('file').set({ bk: 'S' }).where('id', '=', file).execute(),
      ],
    ];
    test.each(broken)('%s', async (_, breakIt) => {
      const file = await sentFile(api, large);
      await breakIt(file);
      for (const format of ['json', 'xml'])
        expectError(await download(file, format), 500, 'Failed to read file content');
    });
  });
});
