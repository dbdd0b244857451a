/** The check that a refused write had no effect, for every operation that writes. */
import { operation } from '../../../contract/operations.js';
import { type Check, checkForEach } from '../../kernel/check.js';
import type { Answer, RawRequest } from '../../kernel/context.js';
import { withoutEffect } from '../../steps/refused.js';
import type { BreakableRequest } from '../../steps/requests.js';

/** A valid request with a part that is broken: its body, or where it has none, the extension. */
function brokenPart(request: BreakableRequest): RawRequest[] {
  if (!operation(request.operation).requestSchema) return [{ ...request, path: { ...request.path, format: 'yaml' } }];
  return [
    { ...request, json: undefined, body: JSON.stringify(request.json).slice(0, -1) },
    { ...request, json: { ...(request.json as object), attachments: 'none', childId: {} } },
  ];
}

export const checks: Check[] = checkForEach(
  'errors/refusal-changes-nothing',
  ({ method }) => method !== 'get',
  'Send writes with a broken part, and look for an effect',
  (t, id) =>
    withoutEffect(t, id, 'refused as broken', async (request) => {
      let refused: Answer | undefined;
      for (const one of brokenPart(request)) {
        const answer = await t.send(one);
        // A request that is carried out, or makes the server fail, is reported by other checks.
        if (answer.status < 400) return undefined;
        if (answer.status !== 500) refused = answer;
      }
      return refused;
    }),
);
