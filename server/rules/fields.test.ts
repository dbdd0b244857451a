import { describe, expect, test } from 'vitest';
import { resolve } from '../../contract/document.js';
import { fieldSchema, fieldValues } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { shapeFaults } from '../../contract/validators.js';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import {
  answerFieldRequirements,
  answerSchema,
  requestFieldRequirements,
  wrongTypes,
} from '../testing/field-requirements.js';
import { req } from '../testing/req.js';
import { sampleCalls } from '../testing/sample-calls.js';

eachServer('fields of a request', (api: Api) => {
  const tickets = async () => (await api.store.db.selectFrom('ticket').select('ticket_id').execute()).length;

  describe.each(requestFieldRequirements)('$sentence', ({ id, operationId, field }) => {
    test(req(id), async () => {
      const call = await sampleCalls[operationId](api);
      const body = call.body as Record<string, unknown>;
      const { [field]: _, ...without } = body;
      const schema = resolve(fieldSchema(operation(operationId).requestSchema ?? {}, field));
      // An attachment needs a note, which is another rule.
      const also = operationId === 'updateTicket' && field !== 'note' ? { note: 'a note' } : {};
      const bodies = id.endsWith('-required')
        ? [without]
        : id.endsWith('-not-empty')
          ? [{ ...body, [field]: '' }]
          : wrongTypes(schema).map((value) => ({ ...body, ...also, [field]: value }));
      expect(bodies.length).toBeGreaterThan(0);
      const before = await tickets();
      for (const sent of bodies) {
        expectError(await api.call(operationId, { ...call, body: sent }), 400, field);
      }
      expect(await tickets()).toBe(before);
    });
  });
});

eachServer('fields of an answer', (api: Api) => {
  describe.each(answerFieldRequirements)('$sentence', ({ id, operationId, field }) => {
    test(req(id), async () => {
      const answer = (await api.call(operationId, await sampleCalls[operationId](api))).json;
      const schema = fieldSchema(answerSchema(operationId), field);
      // A field that only some entries have is missing in the others.
      const values = fieldValues(answer, field).filter(({ value }) => value !== undefined);
      expect(values.length, JSON.stringify(answer)).toBeGreaterThan(0);
      for (const { pointer, value } of values) expect(shapeFaults(schema, value), `${pointer}: ${value}`).toEqual([]);
    });
  });
});
