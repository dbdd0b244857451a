/** Each field of each body: the refusal of a wrong type names the field. That it is refused is the suite's to prove. */
import { beforeAll, describe, expect, test } from 'vitest';
import { resolve, type Schema } from '../../contract/document.js';
import { typesOf } from '../../contract/fields.js';
import { mayBeEmpty, meantValue } from '../../contract/meant.js';
import { type OperationId, operations } from '../../contract/operations.js';
import type { Api, Call } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError, type Refusal, testRefusals } from '../testing/refusals.js';
import { sampleCalls } from '../testing/sample-calls.js';

/** A value of every JSON type. */
const everyType: readonly [type: string, value: unknown][] = [
  ['string', 'x'],
  ['integer', 2],
  ['number', 1.5],
  ['boolean', true],
  ['null', null],
  ['array', ['x']],
  ['object', { x: 1 }],
];

/** Values of other types that can mean nothing of a field's own types. */
function refusals(body: Schema): Refusal[] {
  const empty = mayBeEmpty(body);
  return Object.entries(resolve(body).properties ?? {}).map(([field, schema]) => {
    const types = typesOf(schema);
    const others = everyType.filter(([type]) => !types.includes(type)).map(([, value]) => value);
    return [field, others.filter((one) => meantValue(schema, one) === one && !(one === null && empty.has(field)))];
  });
}

eachServer('fields of a body', (api: Api) => {
  test('a name in other letters is told the right one', async () => {
    const { name, ...others } = (await sampleCalls.createTicket(api)).body as Record<string, unknown>;
    const body = { ...others, Name: name };
    expectError(await api.call('createTicket', { body }), 400, 'name is required: Name is another name.');
    const call = { ...(await sampleCalls.updateTicket(api)), body: { status_ID: 1 } };
    expectError(await api.call('updateTicket', call), 400, 'status_ID is not a field of this operation: statusId is.');
  });

  test('an attachment in the form of another API is told the right one', async () => {
    const { body } = await sampleCalls.createTicket(api);
    const attachments = [{ name: 'a.txt', type: 'text/plain', content: 'aGk=' }];
    const message =
      'attachments[0] must have one field and no other, such as {"screenshot.png":"data:image/png;base64,';
    expectError(await api.call('createTicket', { body: { ...(body as object), attachments } }), 400, message);
  });

  test.each([
    [true, 'slaId must be string or integer.'],
    [0, 'slaId must be >= 1.'],
    ['', 'slaId must NOT have fewer than 1 characters.'],
  ])('a name or an ID that is %j is refused for what it was meant to be', async (slaId, message) => {
    const call = await sampleCalls.updateTicket(api);
    expectError(await api.call('updateTicket', { ...call, body: { slaId } }), 400, message);
  });

  test('a creation takes what its values can only mean', async () => {
    const call = await sampleCalls.createTicket(api);
    const body = {
      ...(call.body as object),
      ...{ subject: 42, topicId: '1', autorespond: 0, ip: '', phone: null, departmentId: '', duedate: null },
    };
    const { text } = await api.call('createTicket', { ...call, body });
    expect(await api.ticket(text)).toMatchObject({ subject: '42', topicId: 1, ip: null, duedate: null });
  });

  test('an update takes what its values can only mean', async () => {
    const number = await api.newTicket({ priority: 'Low' });
    const update = (body: object) => api.call('updateTicket', { params: { number }, body });
    const before = await api.ticket(number);
    for (const empty of [null, '']) {
      const fields = ['statusId', 'departmentId', 'priority', 'noteTitle', 'noteFormat', 'attachments'];
      const reply = await update(Object.fromEntries(fields.map((field) => [field, empty])));
      expect(reply.status, reply.text).toBe(200);
      expect(await api.ticket(number)).toEqual({ ...before, updated: expect.anything() });
      // What a ticket can be without might be meant to be taken away.
      for (const field of ['slaId', 'staffId', 'topicId', 'parentTicketNumber', 'note'])
        expectError(await update({ [field]: empty }), 400, field);
    }
    expect((await update({ topicId: '1', priority: '4', note: 42, noteTitle: 43 })).status).toBe(200);
    expect(await api.ticket(number)).toMatchObject({ topicId: 1, priorityId: 4, thread: [{}, { body: '42' }] });
  });

  test('a body without a content type is taken for JSON', async () => {
    const { body } = await sampleCalls.createTicket(api);
    const bytes = Buffer.from(JSON.stringify(body));
    const init = { method: 'POST', headers: { 'X-API-Key': api.key }, body: bytes };
    expect((await fetch(`${api.url}/api/tickets.json`, init)).status).toBe(201);
  });

  test('a body that begins with a byte order mark is told so, and where', async () => {
    const call = await sampleCalls.createTicket(api);
    const body = `\ufeff${JSON.stringify(call.body)}`;
    const message = 'it begins with a byte order mark (the bytes EF BB BF). Send it without that mark.';
    expectError(await api.call('createTicket', { ...call, body }), 400, message);
  });

  test('the word base64 of a data-URI may have capitals', async () => {
    const call = await sampleCalls.createTicket(api);
    const body = { ...(call.body as object), attachments: [{ 'a.txt': 'data:text/plain;BASE64,YQ==' }] };
    const { text } = await api.call('createTicket', { ...call, body });
    expect((await api.ticket(text)).thread[0]?.attachments).toMatchObject([{ filename: 'a.txt', size: 1 }]);
  });

  test('without Markdown an update that adds no note is carried out, whatever format it names', async () => {
    await api.with({ without: ['markdown'] }, async (other) => {
      const number = await other.newTicket();
      const body = { priority: 4, noteFormat: 'markdown' };
      expect(await other.call('updateTicket', { params: { number }, body })).toMatchObject({ status: 200 });
      expect(await other.ticket(number)).toMatchObject({ priorityId: 4, thread: [{ type: 'message' }] });
    });
  });

  test.each<[what: string, change: object, message: string]>([
    [
      'a path',
      { attachments: [{ 'a/b.png': 'data:image/png;base64,AA==' }] },
      'attachments[0]: A file name has 1 to 255 characters and no path',
    ],
    ['no address', { email: 'nobody' }, 'email must be an e-mail address, such as john@example.com.'],
    ['no IP address', { ip: 'localhost' }, 'ip must be an IP address, such as 192.168.1.100.'],
  ])('%s is refused in the words of the caller', async (_, change, message) => {
    const call = await sampleCalls.createTicket(api);
    expectError(
      await api.call('createTicket', { ...call, body: { ...(call.body as object), ...change } }),
      400,
      message,
    );
  });

  const withBody = operations.flatMap(({ id, requestSchema }) => (requestSchema ? [[id, requestSchema] as const] : []));
  describe.each(withBody)('of %s', (id: OperationId, schema) => {
    // Attachments need a note, which is another rule.
    const note = resolve(schema).properties?.['note'] ? { note: 'x' } : {};
    let call: Call;
    beforeAll(async () => {
      call = await sampleCalls[id](api);
    });
    testRefusals(api, refusals(schema), (field, value) =>
      api.call(id, { ...call, body: { ...note, ...(call.body as object), [field]: value } }),
    );
  });
});
