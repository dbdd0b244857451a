/** Each field of each body: the refusal of a wrong type names the field. That it is refused is the suite's to prove. */
import { beforeAll, describe, test } from 'vitest';
import { resolve, type Schema } from '../../contract/document.js';
import { typesOf } from '../../contract/fields.js';
import { type OperationId, operations } from '../../contract/operations.js';
import type { Api, Call } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError, type Refusal, testRefusals } from '../testing/refusals.js';
import { sampleCalls } from '../testing/sample-calls.js';

/** A value of every JSON type. */
const everyType: readonly [type: string, value: unknown][] = [
  ['string', 'x'],
  ['integer', 1],
  ['number', 1.5],
  ['boolean', true],
  ['null', null],
  ['array', ['x']],
  ['object', { x: 1 }],
];

function refusals(body: Schema): Refusal[] {
  return Object.entries(resolve(body).properties ?? {}).map(([field, schema]) => {
    const types = typesOf(schema);
    return [field, everyType.filter(([type]) => !types.includes(type)).map(([, value]) => value)];
  });
}

eachServer('fields of a body', (api: Api) => {
  test.each([
    [true, 'statusId must be string or integer.'],
    [0, 'statusId must be >= 1.'],
    ['', 'statusId must NOT have fewer than 1 characters.'],
  ])('a name or an ID that is %j is refused for what it was meant to be', async (statusId, message) => {
    const call = await sampleCalls.updateTicket(api);
    expectError(await api.call('updateTicket', { ...call, body: { statusId } }), 400, message);
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
