/** The check that a refused write had no effect, for every operation that writes. */
import { operation } from '../../../contract/operations.js';
import type { Answer } from '../../client/answer.js';
import type { RawRequest } from '../../client/caller.js';
import { type Check, checkForEach } from '../../kernel/check.js';
import type { Attempt } from '../../steps/attempts.js';
import { withoutEffect } from '../../steps/no-effect.js';

/** A valid request with a part that is broken: its body, or where it has none, the extension. */
function brokenPart(request: Attempt['request']): RawRequest[] {
  if (!operation(request.operation).requestSchema) return [{ ...request, path: { ...request.path, format: 'yaml' } }];
  return [
    { ...request, json: undefined, body: JSON.stringify(request.json).slice(0, -1) },
    { ...request, json: { ...(request.json as object), attachments: 'none', childId: {} } },
  ];
}

export const effectChecks: Check[] = [
  ...checkForEach(
    'errors/refusal-changes-nothing',
    ({ method }) => method !== 'get',
    'Send writes with a broken part, and look for an effect',
    async (t, id) => {
      await withoutEffect(t, id, 'refused as broken', async (request) => {
        let refused: Answer | undefined;
        for (const one of brokenPart(request)) {
          const answer = await t.send(one);
          // What is taken, or makes the server fail, is for other checks to report.
          if (answer.status >= 400 && answer.status !== 500) refused = answer;
          else if (answer.status < 400) return undefined;
        }
        return refused;
      });
    },
  ),
];
