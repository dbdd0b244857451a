/** Attachments of createTicket and of updateTicket: the rules are the same for both. */
import { beforeAll, describe, expect, test } from 'vitest';
import { attachmentLimits } from '../../contract/attachments.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { type Refusal, testRefusals } from '../testing/refusals.js';
import { dataUri, newTicketBody } from '../testing/sample-calls.js';

const many = (count: number) => Array.from({ length: count }, (_, i) => ({ [`${i}.txt`]: dataUri('x') }));
const zip = (bytes: number) => dataUri(Buffer.alloc(bytes, 'zip'), 'application/zip');

/** What the list has in it, what is refused, and what the message has in it. */
const refusals: Refusal[] = [
  ['number of files', [many(attachmentLimits.files + 1)], 'attachments'],
  ['size', [[{ 'large.zip': zip(attachmentLimits.fileBytes + 1) }]], 'large.zip'],
  ...['application/octet-stream', 'application/x-sh', 'text/x-php', 'image/tiff'].map(
    (type): Refusal => [type, [[{ 'a.png': dataUri('x', type) }]], `a.png) has the type ${type}`],
  ),
  [
    'data-URI',
    ['aGVsbG8=', 'data:text/plain,hello', 'http://example.com/a.txt', 'data:;base64,YQ==', '', 1].map((value) => [
      { 'a.txt': value },
    ]),
    'attachments[0].a.txt',
  ],
  ['Base64', [[{ 'ok.txt': dataUri('x') }, { 'a.txt': 'data:text/plain;base64,YQ' }]], 'attachments[1] (a.txt)'],
  ['item', ['a.txt', 1, null, true, [], [dataUri('x')]].map((item) => [item]), 'attachments'],
  ['name', [{ '': dataUri('x') }, {}, { 'a.txt': dataUri('x'), 'b.txt': dataUri('y') }].map((item) => [item])],
  ['length of a name', [[{ ['a'.repeat(256)]: dataUri('x') }]], 'attachments'],
  [
    'path as a name',
    ['../a.txt', '/etc/passwd', 'a/b.txt', 'C:\\a.txt', '..\\a.txt'].map((name) => [{ [name]: dataUri('x') }]),
    'attachments',
  ],
].map(([what, lists, message = 'attachments']) => [what, lists, message] as Refusal);

eachServer('attachments', (api: Api) => {
  describe.each(['createTicket', 'updateTicket'] as const)('of %s', (id) => {
    let number = '';
    beforeAll(async () => {
      number = await api.newTicket();
    });
    /** The body as text, so that a name like `__proto__` is sent, too. */
    const send = async (attachments: string) => {
      const fields = id === 'createTicket' ? newTicketBody : { note: 'x', priority: 4 };
      const body = `${JSON.stringify(fields).slice(0, -1)},"attachments":${attachments}}`;
      return api.call(id, { params: { number }, body });
    };
    const stored = async (attachments: string) => {
      number = await api.newTicket();
      const reply = await send(attachments);
      expect(reply.status, reply.text).toBeLessThan(300);
      return (await api.ticket(reply.text)).thread.at(-1)?.attachments ?? [];
    };

    testRefusals(api, refusals, (_, list) => send(JSON.stringify(list)));

    test.each([...['Übersicht März (1).txt', '請求書.txt', '..', 'a'.repeat(255), '__proto__', '1']])(
      'the name %s is kept',
      async (name) => {
        const [file] = await stored(`[{${JSON.stringify(name)}:"${dataUri('x')}"}]`);
        expect(file?.filename).toBe(name);
      },
    );

    test('a type is kept without its parameters, in lower case', async () => {
      const [file] = await stored(JSON.stringify([{ 'a.txt': 'data:Text/CSV;charset=utf-8;base64,YQ==' }]));
      expect(file?.mime_type).toBe('text/csv');
    });
  });
});
