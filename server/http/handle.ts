/** Calls the operation's handler with a valid request. */
import type { Operation } from '../../contract/operations.js';
import { handlers } from '../operations/index.js';
import type { Answer, ApiRequest, HandlerContext } from './operation.js';
import type { Stage } from './stage.js';

export function handle(operation: Operation, { store, capabilities, now, autorespond }: HandlerContext): Stage {
  return async ({ params, query, body }, { locals }, next) => {
    const handler = handlers[operation.id] as (request: ApiRequest<never>) => Promise<Answer>;
    // Every field by its name: objects spread into one are slow to make and to read.
    locals.answer = await handler({
      store,
      capabilities,
      now,
      autorespond,
      params,
      query,
      body,
      sent: locals.sent,
      files: locals.files,
      changes: locals.changes,
    } as unknown as ApiRequest<never>);
    next();
  };
}
