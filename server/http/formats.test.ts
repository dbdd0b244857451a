import { expect, test } from 'vitest';
import { operation } from '../../contract/operations.js';
import { decodeXml } from '../../contract/xml.js';
import type { Api, Reply } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { dataUri, sampleCalls, sentFile } from '../testing/sample-calls.js';

const formats = (api: Api) => {
  test('names with markup in them are escaped in a download as XML', async () => {
    const file_id = await sentFile(api, 'hello', 'a & <b>.txt');
    const { text } = await api.call('downloadAttachment', { params: { file_id }, format: 'xml' });
    expect(decodeXml(text, operation('downloadAttachment').answerSchema ?? {}).value).toEqual({
      ...{ file_id, filename: 'a & <b>.txt', mime_type: 'text/plain', size: 5, content: 'aGVsbG8=' },
    });
  });

  test('any text is kept in every field, and found', async () => {
    const text = 'Ünï 東京 \u{1f600} \u{1f468}\u200d\u{1f469} עברית \u200f \\ " \' \u2028 \u007f';
    const file = `${text.replaceAll('\\', '')}.txt`;
    const fields = { name: text, email: 'utf8@example.com', subject: text, message: text };
    const number = await api.newTicket({ ...fields, attachments: [{ [file]: dataUri('x') }] });
    await api.call('updateTicket', { params: { number }, body: { note: text, noteTitle: text } });
    const ticket = await api.ticket(number);
    expect(ticket).toMatchObject({ subject: text, user: { name: text }, thread: [{ body: text }, { body: text }] });
    expect(ticket.thread[0]?.attachments?.[0]?.filename).toBe(file);
    const found = await api.call('searchTickets', { query: { query: '東京 \u{1f600}' } });
    expect(found.json).toMatchObject([{ number, subject: text }]);
  });

  test('a large answer is packed for who can unpack it', async () => {
    const number = await api.newTicket({ message: 'long '.repeat(1000) });
    const get = (encoding: string) =>
      api.call('getTicket', { params: { number }, headers: { 'Accept-Encoding': encoding } });
    const [packed, plain] = [await get('gzip, deflate'), await get('identity')];
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding']);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.text).toBe(plain.text);
    expect(plain.headers.get('vary')).toBe('Accept-Encoding');
    expect((await get('gzip;q=0')).headers.get('content-encoding')).toBeNull();
    const small = await api.call('listTicketStatuses', { headers: { 'Accept-Encoding': 'gzip' } });
    expect([small.headers.get('content-encoding'), small.headers.get('vary')]).toEqual([null, null]);
  });

  test('HEAD has the headers of GET, its length included', async () => {
    const number = await api.newTicket({ message: 'long '.repeat(1000) });
    for (const path of [
      `/api/tickets-get.php/${number}.json`,
      '/api/tickets-stats.php',
      '/api/none',
      '/openapi.json',
    ]) {
      const headers = { 'Accept-Encoding': 'gzip' };
      const [head, get] = [await api.fetch('HEAD', path, { headers }), await api.fetch('GET', path, { headers })];
      expect([path, head.status, head.text]).toEqual([path, get.status, '']);
      const told = (reply: Reply) =>
        [...reply.headers].filter(([name]) => !/^(date|keep-alive|connection)$/.test(name));
      expect(told(head)).toEqual(told(get));
      expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
    }
  });

  test('what a client knows already is not sent again', async () => {
    const tag = (await api.fetch('GET', '/openapi.json')).headers.get('etag') ?? '';
    const again = await api.fetch('GET', '/openapi.json', {
      headers: { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' },
    });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
  });

  test.each(['updateTicket', 'updateTicketByPut', 'deleteTicket'] as const)('%s answers text as .xml', async (id) => {
    const reply = await api.call(id, { ...(await sampleCalls[id](api)), format: 'xml' });
    expect([reply.status, reply.type, reply.text]).toEqual([200, 'text/plain', expect.stringMatching(/^\d+$/)]);
  });
};

eachServer('formats', formats);
eachServer('formats behind the front of faults', formats, true);
