/** Makes a client, compiles it, and calls with it. */
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalServer } from '../../server/start.js';
import type { Client, Step } from './client.js';
import { missing, run } from './run.js';

/** What came of a client: each a word or sentence for the table. */
export interface Row {
  readonly client: Client;
  readonly made: string;
  readonly compiled: string;
  readonly called: string;
  /** Whether something went wrong; that a compiler is not there is nothing wrong. */
  readonly failed: boolean;
}

const files = fileURLToPath(new URL('./files/', import.meta.url));

/** @returns what the last command printed @throws Error when a command fails */
async function take({ files: needed = {}, commands }: Step, folder: string, environment = {}): Promise<string> {
  for (const [place, file] of Object.entries(needed)) {
    await mkdir(dirname(join(folder, place)), { recursive: true });
    await copyFile(join(files, file), join(folder, place));
  }
  let printed = '';
  for (const command of commands) printed = await run(command, folder, environment);
  return printed;
}

export async function tryClient(client: Client, server: LocalServer): Promise<Row> {
  const { folder, make, compile, call } = client;
  await mkdir(folder, { recursive: true });
  let failed = false;
  /** Whether a step is done, in a sentence. @param done what is said of it then */
  const step = async (what: string, { needs = [] }: Step, act: () => Promise<string>): Promise<string> => {
    const lacking = missing(needs);
    if (lacking) return `not ${what}: no ${lacking} here`;
    try {
      return await act();
    } catch (error) {
      failed = true;
      return `not ${what}: ${(error as Error).message}`;
    }
  };
  const isDone = (said: string) => !said.startsWith('not ');

  const made = await step('made', make, async () => {
    await take(make, folder);
    return 'yes';
  });
  const compiled = isDone(made)
    ? await step('compiled', compile, async () => {
        await take(compile, folder);
        const { name, version } = compile.compiler;
        return `yes (${name} ${/\d+(\.\d+)+/.exec(await run(version, folder))?.[0]})`;
      })
    : '';
  const called =
    call && isDone(made) && isDone(compiled)
      ? await step('called', call, async () => {
          await closesTicket(call, folder, server);
          return 'yes';
        })
      : '';
  return { client, made, compiled, called, failed };
}

/**
 * Has the client set the status of an open ticket to Closed: the field that takes a name or an ID, and a request in
 * which no default may be sent, since the server is without Markdown.
 *
 * @throws Error when the answer is not the ticket's number, or the ticket has not changed just so
 */
async function closesTicket(call: Step, folder: string, { url, keys, store: { db } }: LocalServer): Promise<void> {
  const { number, ticket_id: id } = await db
    .selectFrom('ticket')
    .innerJoin('ticket_status', 'ticket_status.id', 'ticket.status_id')
    .where('ticket_status.name', '=', 'Open')
    .select(['ticket.number', 'ticket.ticket_id'])
    .executeTakeFirstOrThrow();
  const read = async (): Promise<{ status: string; thread: unknown[] }> => {
    const answer = await fetch(`${url}/api/tickets-get.php/${number}.json`, {
      headers: { 'X-API-Key': keys[0] ?? '' },
    });
    return (await answer.json()) as { status: string; thread: unknown[] };
  };
  const before = await read();
  const printed = await take(call, folder, { URL: `${url}/api`, KEY: keys[0], TICKET: number });
  const after = await read();
  if (printed !== number)
    throw new Error(`the answer is ${printed.slice(0, 100)}, not the number ${number} of ticket ${id}`);
  if (after.status !== 'Closed') throw new Error(`the ticket's status is ${after.status} and not Closed`);
  if (after.thread.length !== before.thread.length) throw new Error('a note was added that nobody wrote');
}
