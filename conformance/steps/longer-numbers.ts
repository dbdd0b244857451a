/**
 * The number of a ticket with a letter behind it: no ticket has it, but an installation that reads a number only as far as
 * its digits go takes it for that ticket.
 */
import type { OperationId } from '../../contract/operations.js';
import type { RefusalId } from '../../generated/requirements.js';
import { Unsafe } from '../client/guard.js';
import type { Context } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { sentToBeRefused } from './refused.js';
import type { BreakableRequest } from './requests.js';

/** With the only letter that the guard lets pass. */
export const longer = (number: unknown) => `${number}x`;

const inPath = ({ path = {}, ...request }: BreakableRequest): BreakableRequest => ({
  ...request,
  path: { ...path, number: longer(path.number) },
});

/** The same for the child of a link. */
export const longerChild = ({ json, ...request }: BreakableRequest): BreakableRequest => ({
  ...request,
  json: { childId: longer((json as { childId: unknown }).childId) },
});

/** The same for the parent of a link. */
export const longerParent = ({ path = {}, ...request }: BreakableRequest): BreakableRequest => ({
  ...request,
  path: { ...path, parentNumber: longer(path.parentNumber) },
});

/** Beside other requests of a check; what keeps it from being sent is no matter where others have shown the requirement. */
export const ifSent = (t: Context, act: () => Promise<unknown>): Promise<void> =>
  beside(t, async () => {
    await act().catch((reason) => {
      if (![Unsafe, Skip, Untestable].some((kind) => reason instanceof kind)) throw reason;
    });
  });

/**
 * Beside other requests of a check, names a ticket so, where the guard allows it, and expects that to be refused.
 *
 * @param code the requirement that such a request must be refused, for its status codes
 * @param named the valid request, with such a number in place of its own. Default: that of its path
 */
export const refusesLonger = (t: Context, id: OperationId, code: RefusalId, named = inPath): Promise<void> =>
  ifSent(t, async () => {
    // As a browser asks, which gets its errors in JSON, too.
    const headers = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    const send = (request: BreakableRequest) => t.send({ ...named(request), headers });
    await t.refused(await sentToBeRefused(t, id, 'with a longer number', code, send));
  });
