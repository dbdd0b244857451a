/** Files that the text of a ticket or note holds itself, as osTicket 1.18.1 keeps those of plugin 2.3.4. */
import { expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { dataUri } from '../testing/sample-calls.js';

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const image = `<p>See <img src="${dataUri(png, 'image/png')}" alt=""></p>`;

eachServer('files in a text', (api: Api) => {
  const download = async (file_id: number) => (await api.call('downloadAttachment', { params: { file_id } })).json;

  test.each(['html', 'markdown'])('are inline files of a message in %s, which refers to them', async (format) => {
    const number = await api.newTicket({ format, message: image, attachments: [{ 'a.txt': dataUri('hello') }] });
    const [message] = (await api.ticket(number)).thread;
    const [sent, inline] = message?.attachments ?? [];
    expect(message?.body).toMatch(/^<p>See <img src="cid:[\w-]{32}" alt=""><\/p>$/);
    expect(sent).toMatchObject({ filename: 'a.txt', inline: false });
    expect(inline).toMatchObject({ mime_type: 'image/png', size: png.length, inline: true });
    expect(inline?.filename).toMatch(/^image\w{4}\.png$/);
    expect(await download(inline?.file_id ?? 0)).toMatchObject({ content: png.toString('base64') });
    const key = /cid:([\w-]+)/.exec(message?.body ?? '')?.[1] ?? '';
    const row = await api.store.db
      .selectFrom('file')
      .select('key')
      .where('id', '=', inline?.file_id ?? 0)
      .execute();
    expect(row).toEqual([{ key }]);
  });

  test('may be larger than a text may be, beside large attachments too', async () => {
    const large = Buffer.alloc(1_000_000, 'x');
    const message = `<img src="${dataUri(large, 'image/png')}"><img src="${dataUri(png, 'image/gif')}">`;
    for (const size of [10, 2_500_000]) {
      const fields = {
        format: 'html',
        message,
        attachments: [{ 'a.zip': dataUri(Buffer.alloc(size), 'application/zip') }],
      };
      const [{ body, attachments } = {}] = (await api.ticket(await api.newTicket(fields))).thread;
      expect(body?.match(/cid:/g)).toHaveLength(2);
      const files = attachments?.map((file) => [file.size, file.inline]);
      expect(files).toEqual([
        [size, false],
        [large.length, true],
        [png.length, true],
      ]);
      expect((await download(attachments?.[1]?.file_id ?? 0)).content).toBe(large.toString('base64'));
    }
  });

  test('are those of a note, too, which is Markdown unless it is said', async () => {
    const number = await api.newTicket();
    for (const fields of [{}, { noteFormat: 'html' }]) {
      await api.call('updateTicket', { params: { number }, body: { note: image, ...fields } });
      const note = (await api.ticket(number)).thread.at(-1);
      expect(note?.body).toContain('src="cid:');
      expect(note?.attachments).toMatchObject([{ inline: true, mime_type: 'image/png' }]);
    }
  });

  test.each([
    ['a text', 'text', image],
    ['what is no Base64', 'html', '<img src="data:image/png;base64,!!!">'],
    ['single quotes', 'html', image.replaceAll('"', "'")],
    ['another address', 'html', '<img src="https://example.com/a.png">'],
  ])('%s stays as it was sent', async (_, format, message) => {
    const [entry] = (await api.ticket(await api.newTicket({ format, message }))).thread;
    expect([entry?.body, entry?.attachments ?? []]).toEqual([message, []]);
  });
});
