/** What one client sends must not keep another one waiting. Each attack runs beside small questions of another client. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderForTests } from '../../../contract/folder-for-tests.js';
import type { Api } from '../../testing/api.js';
import { eachServer } from '../../testing/each-server.js';
import { dataUri, newTicketBody } from '../../testing/sample-calls.js';

/** Other tests spool files at the same time. */
const temporary = folderForTests();
process.env.TMPDIR = temporary;

const content = dataUri(Buffer.alloc(10 * 2 ** 20, 'content'));
const full = JSON.stringify({
  ...newTicketBody,
  attachments: Array.from({ length: 5 }, (_, index) => ({ [`${index}.txt`]: content })),
});

/** Refused, and as soon as too much of it is there: none of it is walked through. */
const refused: [what: string, body: string, status: number, message: string][] = [
  ['a text of 60 MB', JSON.stringify({ ...newTicketBody, message: 'x'.repeat(60e6) }), 413, 'too large'],
  ['18 MB of NUL characters', `{"a":[${'"\\u0000",'.repeat(2e6)}""]}`, 400, 'too many values'],
  ['a million keys', `{${'"k":1,'.repeat(1e6)}"k":1}`, 400, 'too many values'],
  ['five million arrays in each other', '['.repeat(5e6), 400, 'too many values'],
  ['60 MB of space', ' '.repeat(60e6), 400, 'too many values'],
];

eachServer('large requests', (api: Api) => {
  test.each(refused)('%s is refused, and the client sees it', async (_, body, status, message) => {
    const reply = await api.call('createTicket', { body });
    expect([reply.status, reply.json.message]).toEqual([status, expect.stringContaining(message)]);
  });

  test('another client is answered again and again while five large bodies are read', async () => {
    let reading = true;
    const bodies = Array.from({ length: 5 }, () => api.call('createTicket', { body: full.slice(0, -1) }));
    const done = Promise.all(bodies).finally(() => {
      reading = false;
    });
    let answers = 0;
    for (; reading; answers += 1) expect((await api.call('listTicketStatuses')).status).toBe(200);
    for (const reply of await done) expect(reply.json.message).toContain('not valid JSON');
    // One after the other, as if each body were read at one go, there would be no more than one or two for each.
    expect(answers).toBeGreaterThan(20);
  });

  test('50 MB of files are stored as they were sent, and nothing is left in the temporary folder', async () => {
    const number = (await api.call('createTicket', { body: full })).text;
    const files = (await api.ticket(number)).thread[0]?.attachments ?? [];
    expect(files).toHaveLength(5);
    const { json } = await api.call('downloadAttachment', { params: { file_id: files[4]?.file_id ?? 0 } });
    expect(content.endsWith(json.content)).toBe(true);
    expect(readdirSync(temporary).filter((name) => /^osticket-contract-[0-9a-f]{8}-/.test(name))).toEqual([]);
  });
});
