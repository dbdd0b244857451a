/** The target of a run without settings: the reference server with made-up tickets, and every key that a run can use. */
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { asSeen, type SeenHelpDesk } from '../../fixtures/seen-help-desk.js';
import { type RunningServer, type ServerOptions, startServer } from '../../server/start.js';
import type { Store } from '../../server/store/store.js';
import { makeTestKeys } from '../../server/test-keys.js';
import { referencePlan, type Settings, type SettingsOptions } from './settings.js';

export type { SeenHelpDesk, SeenTicket } from '../../fixtures/seen-help-desk.js';

/** Enough that pages, filters and statistics have something to show. */
const ticketsToBeginWith = 120;

/** What no answer of the API tells and the database does. */
async function knownFacts({ db }: Store): Promise<Settings['known']> {
  const agent = await db
    .selectFrom('staff')
    .select(['staff_id', 'username'])
    .where('isactive', '=', 1)
    .executeTakeFirst();
  const nested = await db
    .selectFrom('department as child')
    .innerJoin('department as parent', 'parent.id', 'child.pid')
    .innerJoin('ticket', 'ticket.dept_id', 'child.id')
    .select(['child.name as child', 'parent.name as parent'])
    .where('parent.pid', 'is', null)
    .executeTakeFirst();
  const inline = await db
    .selectFrom('attachment')
    .innerJoin('thread_entry', 'thread_entry.id', 'attachment.object_id')
    .innerJoin('thread', 'thread.id', 'thread_entry.thread_id')
    .innerJoin('ticket', 'ticket.ticket_id', 'thread.object_id')
    .select('ticket.number')
    .where('attachment.type', '=', 'H')
    .where('attachment.inline', '=', 1)
    .executeTakeFirst();
  const other = await db
    .selectFrom('file')
    .select('file.id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attachment')
            .select('attachment.id')
            .whereRef('attachment.file_id', '=', 'file.id')
            .where('attachment.type', '=', 'H'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return {
    ...(agent ? { staffId: agent.staff_id, staffUsername: agent.username } : {}),
    ...(nested ? { departmentPath: `${nested.parent} / ${nested.child}` } : {}),
    ...(inline?.number ? { inlineFileTicket: inline.number } : {}),
    ...(other ? { otherFileId: other.id } : {}),
    ...(await numberThatIsAnId({ db })),
  };
}

/** Gives one ticket the ID of another as its number, as it happens in installations that number from 1. */
async function numberThatIsAnId({ db }: Pick<Store, 'db'>): Promise<Settings['known']> {
  const [one, other] = await db.selectFrom('ticket').select('ticket_id').orderBy('ticket_id').limit(2).execute();
  if (!one || !other) return {};
  const number = String(other.ticket_id);
  await db.updateTable('ticket').set({ number }).where('ticket_id', '=', one.ticket_id).execute();
  return { numberThatIsAnId: number };
}

/** Starts the reference server on a free port of this machine, and gives the settings for a full run against it. */
export async function startReference(
  options: SettingsOptions,
  server: Pick<ServerOptions, 'store' | 'without' | 'fill' | 'log' | 'namesRefusals'> = {},
): Promise<{ settings: Settings; store: Store; close(): Promise<void> }> {
  const running = await startServer({ fill: madeUpTickets(ticketsToBeginWith), keys: [], ...server });
  const settings = { ...(await settingsFor(running, options)), known: await knownFacts(running.store) };
  return { settings, store: running.store, close: () => running.close() };
}

/** The same with a server that is set up like an installation, as far as its answers showed that. */
export async function startReferenceLike(seen: SeenHelpDesk): Promise<{ settings: Settings; close(): Promise<void> }> {
  const running = await startServer({ fill: asSeen(seen), keys: [] });
  return { settings: await settingsFor(running, {}), close: () => running.close() };
}

async function settingsFor({ url, store }: RunningServer, options: SettingsOptions): Promise<Settings> {
  return { ...referencePlan(options), url, keys: await makeTestKeys(store), known: {} };
}
