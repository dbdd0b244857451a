/** Checks of the general requirements on paths, extensions and methods. */
import { methods } from '../../../contract/document.js';
import { type OperationId, operation, operations } from '../../../contract/operations.js';
import { refusalCodes } from '../../../contract/requirements.js';
import { unknownPath } from '../../../contract/sample-requests.js';
import { Unsafe } from '../../client/guard.js';
import { type Check, checkFor, checkForAll, checkForEach } from '../../kernel/check.js';
import type { Answer, Context, RawRequest } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { ordinaryMistakes, withExtension } from '../../steps/mistakes.js';
import { unlinkInChain } from '../../steps/requests.js';

/** What is to be unlinked is there, so that the method alone is a reason to refuse it. @returns nothing where there is no such child */
async function withChild(
  t: Context,
  id: OperationId,
  ask: (path: RawRequest['path']) => Promise<Answer>,
): Promise<Answer | undefined> {
  if (id !== 'unlinkSubticket' || t.session.run.mode === 'read') return undefined;
  try {
    const { request } = await unlinkInChain(t);
    return await ask(request.path);
  } catch (reason) {
    return reason instanceof Unsafe ? undefined : nothingIfMissing(reason);
  }
}

export const checks: Check[] = [
  ...checkForAll('errors/wrong-method-405', 'Send a method that the path does not have', async (t, id) => {
    const { path: template } = operation(id);
    const has = operations.filter((one) => one.path === template).map(({ method }) => method);
    const method = t.session.run.mode === 'read' ? 'get' : methods.find((one) => !has.includes(one));
    if (!method || has.includes(method)) return;
    const body = method === 'get' ? {} : { json: {} };
    const ask = (path: RawRequest['path']) => t.send({ operation: id, method, path, ...body });
    const answer = (await withChild(t, id, ask)) ?? (await ask(unknownPath(id, t.unknownName)));
    await t.refused(answer);
    // Only the code for a wrong method goes with the header.
    if (answer.status !== refusalCodes('errors/wrong-method-405')[0]) return;
    const allow = answer.headers.allow?.toUpperCase() ?? '';
    t.that(
      has.every((one) => allow.includes(one.toUpperCase())),
      `Allow: ${has.join(', ').toUpperCase()}`,
      allow || 'no Allow header',
      answer,
    );
  }),

  checkFor('searchTickets', 'errors/unknown-path-404', 'Ask for a path that the API does not have', async (t) =>
    t.refused(await t.send({ rawPath: `/tickets-no-such-${t.session.run.id}.php` })),
  ),

  ...checkForEach(
    'errors/unsupported-extension',
    ({ path }) => path.includes('{format}'),
    'Ask with an extension that the operation does not have, and without one',
    async (t, id) => {
      t.session.requireCapability(id);
      const body = operation(id).requestSchema ? { json: {} } : {};
      const without = await t.send({ operation: id, rawPath: withExtension(t, id, ''), ...body });
      const others = (await ordinaryMistakes(t, id)).filter(({ exchange }) => exchange.request.url.endsWith('.yaml'));
      for (const answer of [without, ...others]) await t.refused(answer);
    },
  ),
];
