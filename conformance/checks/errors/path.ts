/** Checks of the general requirements on paths, extensions and methods. */
import { methods } from '../../../contract/document.js';
import { operation, operations } from '../../../contract/operations.js';
import { refusalCodes } from '../../../contract/requirements.js';
import { unknownPath } from '../../../contract/sample-requests.js';
import { type Check, checkFor, checkForAll, checkForEach } from '../../kernel/check.js';
import { withFirst } from '../../kernel/each.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { ordinaryMistakes, withExtension } from '../../steps/mistakes.js';
import { unlinkInChain } from '../../steps/requests.js';

export const checks: Check[] = [
  ...checkForAll('errors/wrong-method-405', 'Send a method that the path does not have', async (t, id) => {
    const { path: template } = operation(id);
    const has = operations.filter((one) => one.path === template).map(({ method }) => method);
    const method = t.session.run.mode === 'read' ? 'get' : methods.find((one) => !has.includes(one));
    if (!method || has.includes(method)) return;
    const body = method === 'get' ? {} : { json: {} };
    // What is to be unlinked is there: the method alone is a reason to refuse it.
    const isTried = id === 'unlinkSubticket' && t.session.run.mode === 'write';
    const linked = isTried ? await unlinkInChain(t).catch(nothingIfMissing) : undefined;
    const unknown = unknownPath(id, t.unknownName);
    const answer = await withFirst([linked?.request.path ?? unknown, unknown], (path) =>
      t.send({ operation: id, method, path, ...body }),
    );
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
