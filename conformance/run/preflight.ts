/** Before the first check: is this the API, is the key accepted, what may it do, what can the installation do? */
import { type OperationId, operation } from '../../contract/operations.js';
import { NotReachable } from '../../installation/exit.js';
import { type Answer, IllegibleAnswer, NoAnswer } from '../client/answer.js';
import { RequestTurnedAway } from '../client/turned-away.js';
import { TargetGone } from '../client/wire.js';
import { Context } from '../kernel/context.js';
import { lacksPlugin } from '../kernel/lacks-plugin.js';
import type { Session } from '../kernel/session.js';
import { newTicket } from '../steps/own-tickets.js';
import { unknownKey } from '../steps/refused.js';
import { requestForNothing } from '../steps/requests.js';
import { notTheApi, turnedAwaySentence } from './other-sites.js';

/** Requests that change nothing and show whether the key has the operation's permission. */
const readRequests: { operation: OperationId; send(t: Context): Promise<Answer> }[] = [
  { operation: 'getTicket', send: (t) => t.call('getTicket', { path: { number: t.unknownName, format: 'json' } }) },
  { operation: 'searchTickets', send: (t) => t.call('searchTickets', { query: { limit: 1 } }) },
  { operation: 'listTicketStatuses', send: (t) => t.call('listTicketStatuses', {}) },
  {
    operation: 'listChildTickets',
    send: (t) => t.call('listChildTickets', { path: { number: t.unknownName, format: 'json' } }),
  },
];

/** The same for writes: they name a ticket that cannot exist. */
const writeRequests: typeof readRequests = [
  {
    operation: 'updateTicket',
    send: (t) =>
      t.call('updateTicket', { path: { number: t.unknownName, format: 'json' }, body: { note: 'A probe.' } }),
  },
];

const deleteRequest: (typeof readRequests)[number] = {
  operation: 'deleteTicket',
  send: (t) => t.call('deleteTicket', { path: { number: t.unknownName, format: 'json' } }),
};

/**
 * Looks at the target and fills in what the session knows of it.
 *
 * @throws NotReachable when it is no use to go on
 */
export async function preflight(session: Session): Promise<void> {
  await new Context(session, 'preflight').share('preflight', async (t) => {
    const asked = [...readRequests];
    if (session.run.mode === 'write') asked.push(...writeRequests);
    if (session.run.deletes) asked.push(deleteRequest);
    const answers: Answer[] = [];
    for (const { operation: id, send } of asked) {
      const answer = await reached(session, () => send(t)).catch((error) => {
        // That is for the checks to report, unless no answer can be read.
        if (error instanceof IllegibleAnswer) return undefined;
        throw error;
      });
      if (!answer) continue;
      answers.push(answer);
      if (answer.status === 401) {
        throw new NotReachable(
          `The key is refused by ${session.run.url} (401). Check OSTICKET_API_KEY, that the key is active, and that it may be used from this machine's address.`,
        );
      }
      const { permission, capability } = operation(id);
      const [main] = session.run.keys;
      if (!main.permissions) session.permissions[permission] = answer.status !== 403;
      if (capability && lacksPlugin(answer, capability)) session.learn(capability, false);
    }
    const other = notTheApi(session.run.url, answers);
    if (other !== undefined) throw new NotReachable(other);
    const { server, 'x-powered-by': poweredBy } = answers[0]?.headers ?? {};
    session.server = [server, poweredBy].filter(Boolean).join(', ') || undefined;
  });
  if (session.run.mode === 'write') await tryCreation(session);
  await trySubtickets(session);
}

async function reached(session: Session, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof RequestTurnedAway) throw new NotReachable(turnedAwaySentence(session.run.url, error.before));
    if (error instanceof NoAnswer || (error instanceof TargetGone && error.code === 'target-gone')) {
      // Some reasons say themselves what to do.
      const advice = error.message.includes(';') ? '' : ' Check OSTICKET_URL and the network.';
      throw new NotReachable(`${session.run.url} cannot be reached: ${error.message}.${advice}`);
    }
    throw error;
  }
}

/** The first creation tells whether the key may create, and one with Markdown whether the plugin is there. */
async function tryCreation(session: Session): Promise<void> {
  const [main] = session.run.keys;
  const known = main.permissions !== undefined;
  try {
    const answer = await reached(session, () => session.probes.simplest('createTicket'));
    // As where a form has required fields of its own, or an address is banned; another 403 is a matter of the key.
    if (answer.isRefusedForContent || (await isWhateverTheKey(session, answer)))
      session.refusesTickets = answer.summary;
    const saysNothing = session.refusesTickets !== undefined && answer.status === 403;
    if (!known && !saysNothing) session.permissions.can_create_tickets = answer.status !== 403;
  } catch (error) {
    // It stays unknown; the checks say what cannot be read.
    if (!(error instanceof IllegibleAnswer)) throw error;
  }
}

/** Whether a creation was refused with 403 as one with a wrong key is, while other requests with that are told of the key. */
async function isWhateverTheKey(session: Session, creation: Answer): Promise<boolean> {
  if (creation.status !== 403) return false;
  return new Context(session, 'preflight').share('creations with a wrong key', async (t) => {
    const wrong = { key: null, headers: unknownKey(t) };
    const json = newTicket(session, 'whether the key is looked at');
    const other = await t.send({ operation: 'createTicket', json, ...wrong });
    const search = await t.send({ operation: 'searchTickets', ...wrong });
    return other.summary === creation.summary && search.status === 401;
  });
}

/**
 * Whether the installation has subtickets shows on a ticket that exists: for one that does not, an installation without
 * the plugin may answer 404.
 */
async function trySubtickets(session: Session): Promise<void> {
  if (session.capabilities.subtickets === false) return;
  const ask = async (id: 'getParentTicket' | 'listChildTickets') => {
    try {
      const answer = await session.probes.simplest(id);
      const { isNoError, isErrorAsSuccess, status, summary } = answer;
      return {
        isNoError,
        isBroken: isErrorAsSuccess || status >= 500,
        lacks: lacksPlugin(answer, 'subtickets'),
        summary,
      };
    } catch {
      // No ticket, no permission, or an answer that breaks off: it stays unknown, and the checks say what is the matter.
      return undefined;
    }
  };
  const answers = [await ask('getParentTicket'), await ask('listChildTickets')].filter((one) => one !== undefined);
  const [first] = answers;
  const contradict = answers.some((one) => one.isNoError) && answers.some((one) => one.lacks);
  if (contradict && (await refusesLinks(session))) session.learn('subtickets', false);
  else if (answers.some((one) => one.isNoError)) session.learn('subtickets', true);
  else if (answers.some((one) => one.lacks)) session.learn('subtickets', false);
  else if (first && answers.every((one) => one.isBroken)) {
    // The plugin, or something that it needs, is missing, and the installation does not answer as documented.
    if (session.learn('subtickets', false) === false) session.whyAbsent.set('subtickets', first.summary);
  }
}

/** Where two answers contradict each other: whether a link of tickets that do not exist is refused for lack of the plugin. */
async function refusesLinks(session: Session): Promise<boolean> {
  if (session.run.mode === 'read') return false;
  const t = new Context(session, 'preflight, links');
  try {
    return lacksPlugin(await t.send(requestForNothing(t, 'linkSubticket')), 'subtickets');
  } catch {
    return false;
  }
}
