/** Checks of the general requirements on paths, extensions and methods. */
import { methods } from '../../../contract/document.js';
import { type OperationId, operation, operations } from '../../../contract/operations.js';
import { refusalCodes } from '../../../contract/requirements.js';
import { unknownPath } from '../../../contract/sample-requests.js';
import { Unsafe } from '../../client/guard.js';
import { NoEvidence } from '../../client/wire.js';
import { type Check, checkFor, checkForAll, checkForEach } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { ordinaryMistakes, withExtension } from '../../steps/mistakes.js';
import { unlinkInChain } from '../../steps/requests.js';

/** What is to be unlinked is there, so that the method alone is a reason to refuse it. @returns nothing where there is no such child */
async function withChild<P>(
  t: Context,
  id: OperationId,
  ask: (path: P) => Promise<Answer>,
): Promise<Answer | undefined> {
  if (id !== 'unlinkSubticket' || t.session.run.mode === 'read') return undefined;
  try {
    const { request } = await unlinkInChain(t);
    return await ask(request.path as P);
  } catch (reason) {
    if ([Skip, Untestable, NoEvidence, Unsafe].some((kind) => reason instanceof kind)) return undefined;
    throw reason;
  }
}

export const checks: Check[] = [
  ...checkForAll('errors/wrong-method-405', 'Send a method that the path does not have', async (t, id) => {
    const { path: template } = operation(id);
    const has = operations.filter((one) => one.path === template).map(({ method }) => method);
    const method = t.session.run.mode === 'read' ? 'get' : methods.find((one) => !has.includes(one));
    if (!method || has.includes(method)) return;
    const body = method === 'get' ? {} : { json: {} };
    const unknown = unknownPath(id, t.unknownName);
    const ask = (at: typeof unknown) => t.send({ operation: id, method, path: at, ...body });
    const answer = (await withChild(t, id, ask)) ?? (await ask(unknown));
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
