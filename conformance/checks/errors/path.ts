/** Checks of the general requirements on paths, extensions and methods. */
import { methods } from '../../../contract/document.js';
import { operation, operations } from '../../../contract/operations.js';
import { type Check, checkFor, checkForEach } from '../../kernel/check.js';
import { nowhere, ordinaryMistakes, withExtension } from '../../steps/provoked.js';

export const pathChecks: Check[] = [
  ...checkForEach(
    'errors/wrong-method-405',
    () => true,
    'Send a method that the path does not have',
    async (t, id) => {
      const { path } = operation(id);
      const has = operations.filter((one) => one.path === path).map(({ method }) => method);
      const method = t.session.run.mode === 'read' ? 'get' : methods.find((one) => !has.includes(one));
      if (!method || has.includes(method)) return;
      const answer = await t.send({
        operation: id,
        method,
        path: nowhere(t, id),
        ...(method === 'get' ? {} : { json: {} }),
      });
      await t.refused(answer, 405, 400, 404);
      if (answer.status !== 405) return;
      const allow = answer.headers.allow?.toUpperCase() ?? '';
      t.that(
        has.every((one) => allow.includes(one.toUpperCase())),
        `Allow: ${has.join(', ').toUpperCase()}`,
        allow || 'no Allow header',
        answer,
      );
    },
  ),

  checkFor('searchTickets', 'errors/unknown-path-404', 'Ask for a path that the API does not have', async (t) => {
    const answer = await t.send({ rawPath: `/tickets-no-such-${t.session.run.id}.php` });
    await t.refused(answer, 404);
  }),

  ...checkForEach(
    'errors/unsupported-extension',
    ({ path }) => path.includes('{format}'),
    'Ask with an extension that the operation does not have, and without one',
    async (t, id) => {
      t.session.requireCapability(id);
      const { requestSchema } = operation(id);
      const body = requestSchema ? { json: {} } : {};
      const without = await t.send({ operation: id, rawPath: withExtension(t, id, ''), ...body });
      const others = (await ordinaryMistakes(t, id)).filter(({ exchange }) => exchange.request.url.endsWith('.yaml'));
      for (const answer of [without, ...others]) await t.refused(answer, 400, 404);
    },
  ),
];
