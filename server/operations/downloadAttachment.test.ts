import { describe, expect, test } from 'vitest';
import { operation } from '../../contract/operations.js';
import { decodeXml } from '../../contract/xml.js';
import { CANNED_FILE_IDS, LOGO_FILE_ID } from '../../fixtures/unattached-files.js';
import { CHUNK_BYTES } from '../queries/file-content.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { req } from '../testing/req.js';
import { sentFile } from '../testing/sample-calls.js';

eachServer('downloadAttachment', (api: Api) => {
  const download = (file_id: string | number, format = 'json') =>
    api.call('downloadAttachment', { params: { file_id }, format });

  test('content of several pieces is whole, as JSON and as XML', async () => {
    for (const length of [CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 1, 3 * CHUNK_BYTES]) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 31) % 251));
      const file_id = await sentFile(api, bytes);
      for (const format of ['json', 'xml']) {
        const { text } = await download(file_id, format);
        const value = (
          format === 'json'
            ? JSON.parse(text)
            : decodeXml(text, operation('downloadAttachment').answerSchema ?? {}).value
        ) as { size: number; content: string };
        const content = Buffer.from(value.content, 'base64');
        expect([value.size, content.length, content.equals(bytes)]).toEqual([length, length, true]);
      }
    }
  });
  test.each([0, '-0', '00', 'abc', '1.5', '1a', 'NaN', '9'.repeat(400), "1' or '1", '2147483648'])(
    'no file has the ID %s',
    async (id) => expectError(await download(id), 400, 'file_id'),
  );

  test('a file that is not there is said so', async () => {
    expectError(await download(999_999_999), 404, 'File not found');
  });

  test('files that belong to no ticket are refused', async () => {
    const { db } = api.store;
    const ofTask = await sentFile(api);
    const attachment = db.selectFrom('attachment').select('object_id').where('file_id', '=', ofTask);
    const { object_id } = await attachment.executeTakeFirstOrThrow();
    const task = { object_id: 1, object_type: 'A', created: '2026-01-01 00:00:00' };
    const { insertId } = await db.insertInto('thread').values(task).executeTakeFirstOrThrow();
    await db
      .updateTable('thread_entry')
      .set({ thread_id: Number(insertId) })
      .where('id', '=', object_id)
      .execute();
    // Of a page with the same ID as a ticket's thread entry.
    const ofPage = await sentFile(api);
    await db.updateTable('attachment').set({ type: 'T' }).where('file_id', '=', ofPage).execute();
    for (const id of [...CANNED_FILE_IDS, LOGO_FILE_ID, ofTask, ofPage]) {
      for (const format of ['json', 'xml']) expectError(await download(id, format), 403, 'Attachment not accessible');
    }
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
