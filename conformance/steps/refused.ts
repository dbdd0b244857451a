/**
 * Valid requests that must be refused, as they are sent or for the key that they are sent with. Checks share the tickets
 * that they name, and send them again for other tickets where they seem not to be refused: what another check has sent may
 * be the reason.
 */
import type { OperationId } from '../../contract/operations.js';
import type { RefusalId } from '../../generated/requirements.js';
import { Unsafe } from '../client/guard.js';
import { NoEvidence } from '../client/wire.js';
import type { Answer, Context } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { Untestable, Violation } from '../kernel/outcome.js';
import { sharedFirst } from './comparisons.js';
import { makeDeletable } from './deletions.js';
import { type Attempt, attempt, type BreakableRequest, unlinkInChain } from './requests.js';

/** A valid request that must be refused, for all checks. */
export const sharedAttempt = (t: Context, id: OperationId): Promise<Attempt> =>
  t.share(`${id} to be refused`, (own) => attempt(own, id, 'to be refused'));

/** Tickets that a request is sent for. */
interface Place {
  /** Does something with a request for them. */
  use<T>(act: (attempt: Attempt) => Promise<T>): Promise<T>;
  /** What is not held against the installation here, but tried at the next place. */
  doubted: readonly (new (
    ...parts: never[]
  ) => Error)[];
}

const place = (make: () => Promise<Attempt>, ...doubted: Place['doubted']): Place => ({
  use: async (act) => act(await make()),
  doubted: [Violation, NoEvidence, ...doubted],
});

/** Deletions of one ticket that must be refused take turns; one that was carried out leaves nothing to the others. */
const deletions = 'deletions to be refused';
const doubtedDeletions = [Untestable, Unsafe];

/** Where a request is sent, one place after the other. @param label of a check's own ticket */
function places(t: Context, id: OperationId, label: string): Place[] {
  const shared = place(() => sharedAttempt(t, id));
  switch (id) {
    // What one deletion has removed cannot be sent another.
    case 'deleteTicket':
      return [
        {
          use: (act) => t.inTurn(deletions, () => shared.use(act)),
          doubted: [...shared.doubted, ...doubtedDeletions],
        },
        place(() => attempt(t, id, label)),
      ];
    case 'unlinkSubticket':
      return [place(() => unlinkInChain(t), Untestable), shared];
    default:
      return [shared];
  }
}

/** Acts at one place after the other until an act is believed; at the last, it always is. */
async function tried<T>(
  t: Context,
  [one, ...others]: readonly Place[],
  act: (attempt: Attempt) => Promise<T>,
  isBelieved: (result: T) => boolean = () => true,
): Promise<T> {
  if (!one) throw new Error('There is no place to try.');
  try {
    const result = await one.use((attempt) => t.attempt(() => act(attempt)));
    if (others.length === 0 || isBelieved(result)) return result;
  } catch (reason) {
    if (others.length === 0 || !one.doubted.some((kind) => reason instanceof kind)) throw reason;
  }
  return tried(t, others, act, isBelieved);
}

/**
 * The answer, or the answers, to a valid request that is sent so that it must be refused. Not judged.
 *
 * @param label what it is for, in the subject of a ticket of its own
 * @param code the refusal that is not doubted
 * @param send sends it in its ways
 */
export const sentToBeRefused = <Answered extends Answer | Answer[]>(
  t: Context,
  id: OperationId,
  label: string,
  code: RefusalId,
  send: (request: BreakableRequest) => Promise<Answered>,
): Promise<Answered> =>
  tried(
    t,
    places(t, id, label),
    ({ request }) => send(request),
    (answered) => [answered].flat().every((answer) => answer.isRefusedAs(code)),
  );

/** The header of a key that nobody has. */
export const unknownKey = (t: Context) => ({ 'x-api-key': `${t.unknownName}-key` });

/**
 * The answer to a valid request without a key, sent once for all checks.
 *
 * @param other another format than that of the request
 */
export const withoutKey = (t: Context, id: OperationId, other?: 'xml'): Promise<Answer> =>
  t.share(`${id} without a key${other ? `, as ${other}` : ''}`, (own) =>
    sentToBeRefused(own, id, 'without a key', 'auth/missing-key-401', (request) => {
      const path = other ? { ...request.path, format: other } : request.path;
      return own.send({ ...request, path, key: null });
    }),
  );

/** Goes on without what kept evidence lacks, until it is needed. */
const unlessNoEvidence = (reason: unknown): void => {
  if (!(reason instanceof NoEvidence)) throw reason;
};

/**
 * Sends a request that must be refused, and expects that it had no effect.
 *
 * @param send sends it in its ways, and gives the last answer; nothing where another check reports an effect
 * @param isAside whether the answer is what is judged, and an effect beside it
 */
export async function withoutEffect(
  t: Context,
  id: OperationId,
  label: string,
  send: (request: BreakableRequest) => Promise<Answer | undefined>,
  { isAside = false } = {},
): Promise<void> {
  const own = id === 'deleteTicket' ? [] : [place(() => attempt(t, id, `${label}, of one check`))];
  await tried(t, [...places(t, id, label), ...own], async ({ request, watch }) => {
    // Kept evidence may have the answer, and not what was there before.
    const watched = watch(t);
    await watched.catch(unlessNoEvidence);
    const answer = await send(request);
    const judgeEffect = async () => {
      const breach = answer && (await (await watched)(answer));
      if (breach) throw new Violation(breach);
    };
    await (isAside ? beside(t, judgeEffect) : judgeEffect());
  });
}

/** Judges a deletion that must be refused with the ticket that all such share, and where that fails, with one of its own. */
export const deletionRefused = (
  t: Context,
  label: string,
  judge: (ticket: { number: string }) => Promise<void>,
): Promise<void> =>
  sharedFirst(
    () =>
      t.inTurn(deletions, async () => {
        const { request } = await sharedAttempt(t, 'deleteTicket');
        await judge({ number: String(request.path?.number) });
      }),
    async () => judge(await makeDeletable(t, label)),
    [Violation, ...doubtedDeletions],
  );
