import { describe, expect, test } from 'vitest';
import { operation, operations } from '../../contract/operations.js';
import { decodeXml } from '../../contract/xml.js';
import { type Api, dataUri, eachServer, newTicketBody } from '../testing/api-under-test.js';
import { answerSchema } from '../testing/field-requirements.js';
import { req } from '../testing/req.js';
import { sampleCalls, sentFile } from '../testing/sample-calls.js';

const inXml = operations.filter(
  ({ responses, successStatus }) => 'application/xml' in (responses[successStatus] ?? {}),
);
const inJson = operations.filter(
  ({ responses, successStatus }) => 'application/json' in (responses[successStatus] ?? {}),
);

eachServer('formats', (api: Api) => {
  describe.each(inJson)('$id', ({ id }) => {
    test(req('formats/json-on-json-extension', id), async () => {
      const reply = await api.call(id, await sampleCalls[id](api));
      expect(reply.type).toBe('application/json');
      expect(() => reply.json).not.toThrow();
    });
  });

  describe.each(inXml)('$id', ({ id }) => {
    const both = async () => {
      const call = await sampleCalls[id](api);
      const [json, xml] = [await api.call(id, call), await api.call(id, { ...call, format: 'xml' })];
      return { json: json.json, xml };
    };

    test(req('formats/xml-on-xml-extension', id), async () => {
      const { xml } = await both();
      expect([xml.status, xml.type]).toEqual([200, 'application/xml']);
      expect(() => decodeXml(xml.text, answerSchema(id))).not.toThrow();
    });

    test(req('formats/xml-same-content', id), async () => {
      const { json, xml } = await both();
      expect(decodeXml(xml.text, answerSchema(id)).value).toEqual(json);
    });

    test(req('formats/xml-root-is-response', id), async () => {
      expect((await both()).xml.text).toMatch(/^<\?xml [^>]*\?>\s*<response>.*<\/response>\s*$/s);
    });
  });

  test(req('getTicket/xml'), async () => {
    const reply = await api.call('getTicket', { params: { number: await api.newTicket() }, format: 'xml' });
    expect(reply.text).toContain('<thread><item><id>');
  });

  test(req('getParentTicket/xml'), async () => {
    const reply = await api.call('getParentTicket', { ...(await sampleCalls.getParentTicket(api)), format: 'xml' });
    expect(reply.text).toContain('<parent><ticket_id>');
  });

  test(req('listChildTickets/xml'), async () => {
    const reply = await api.call('listChildTickets', { ...(await sampleCalls.listChildTickets(api)), format: 'xml' });
    expect(reply.text).toContain('<children><item><ticket_id>');
  });

  test(req('downloadAttachment/xml'), async () => {
    const file_id = await sentFile(api, 'hello', 'a & <b>.txt');
    const reply = await api.call('downloadAttachment', { params: { file_id }, format: 'xml' });
    expect(decodeXml(reply.text, answerSchema('downloadAttachment')).value).toEqual({
      file_id,
      filename: 'a & <b>.txt',
      mime_type: 'text/plain',
      size: 5,
      content: 'aGVsbG8=',
    });
  });

  test(req('formats/xml-items-are-item'), async () => {
    const number = await api.newTicket();
    const alone = await api.call('getTicket', { params: { number }, format: 'xml' });
    expect(alone.text).toMatch(/<children\s*\/>|<children><\/children>/);
    await api.newTicket({ parentTicketId: number });
    const parent = await api.call('getTicket', { params: { number }, format: 'xml' });
    expect(parent.text).toMatch(/<children><item>\d+<\/item><\/children>/);
  });

  test(req('formats/xml-null-is-empty'), async () => {
    const reply = await api.call('getTicket', { params: { number: await api.newTicket() }, format: 'xml' });
    for (const name of ['closed', 'duedate', 'staffId', 'staff', 'ip']) {
      expect(reply.text).toMatch(new RegExp(`<${name}\\s*/>|<${name}></${name}>`));
    }
  });

  test(req('formats/xml-booleans'), async () => {
    const reply = await api.call('getTicket', { params: { number: await api.newTicket() }, format: 'xml' });
    expect(reply.text).toContain('<isOverdue>false</isOverdue>');
    const late = await api.call('getTicket', {
      params: { number: await api.newTicket({ duedate: '2000-01-01' }) },
      format: 'xml',
    });
    expect(late.text).toContain('<isOverdue>true</isOverdue>');
  });

  test(req('formats/json-is-utf8'), async () => {
    const text = 'Ünï 東京 \u{1f600} \u{1f468}\u200d\u{1f469} עברית \u200f \\ " \' \u2028 \u007f';
    const number = await api.newTicket({
      name: text,
      subject: text,
      message: text,
      attachments: [{ [`${text.replaceAll('\\', '')}.txt`]: dataUri('x') }],
    });
    await api.call('updateTicket', { params: { number }, body: { note: text, noteTitle: text } });
    const ticket = await api.ticket(number);
    expect(ticket).toMatchObject({ subject: text, user: { name: newTicketBody.name } });
    expect(ticket.thread.map(({ body }) => body)).toEqual([text, text]);
    expect(ticket.thread[0]?.attachments?.[0]?.filename).toBe(`${text.replaceAll('\\', '')}.txt`);
    const again = await api.ticket(await api.newTicket({ name: text, email: 'utf8@example.com' }));
    expect(again.user.name).toBe(text);
    const found = await api.call('searchTickets', { query: { query: '東京 \u{1f600}' } });
    expect(found.json.map((one: { subject: string }) => one.subject)).toContain(text);
    const { text: bytes } = await api.call('getTicket', { params: { number } });
    expect(bytes).toContain('東京');
  });

  test('plain text has its type, whatever the extension', async () => {
    for (const id of ['updateTicket', 'updateTicketByPut', 'deleteTicket'] as const) {
      const reply = await api.call(id, { ...(await sampleCalls[id](api)), format: 'xml' });
      expect([reply.status, reply.type, reply.text]).toEqual([
        operation(id).successStatus,
        'text/plain',
        expect.stringMatching(/^\d+$/),
      ]);
    }
  });
});
