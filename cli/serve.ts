/** `osticket-contract serve`: the reference server on the command line. */
import { Command, InvalidArgumentError } from 'commander';
import { capabilities } from '../contract/keys.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { isLoopback } from '../installation/loopback.js';
import { print, printError } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';
import { requestLog } from '../server/http/request-log.js';
import { type RunningServer, startServer } from '../server/start.js';
import { startServerAs } from '../server/start-as.js';
import { StoreError } from '../server/store/store-error.js';
import { startWorkers } from '../server/workers.js';
import { profileNamed, shippedProfiles } from './shipped-profiles.js';

interface Flags {
  port: number;
  host: string;
  store: string;
  tickets: number;
  key?: string;
  without?: string[];
  allowWrites?: boolean;
  quiet?: boolean;
  workers: number;
  as?: string;
}

/** Tickets for the store in memory, so that there is something to look at. */
const DEFAULT_TICKETS = 200;

export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the reference server of the contract.')
    .option('--port <number>', 'port to listen on; 0 takes a free one', whole(65_535), 3000)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--store <address>',
      'where the tickets are: memory, sqlite:FILE, or mysql://USER:PASSWORD@HOST:PORT/DATABASE?prefix=ost_ (the password may be in OSTICKET_DB_PASSWORD)',
      'memory',
    )
    .option(
      '--tickets <number>',
      'made-up tickets for a store that this tool creates',
      whole(10_000_000),
      DEFAULT_TICKETS,
    )
    .option('--key <key>', 'an API key with all permissions (default: a random one)', keyText)
    .option(
      '--without <list>',
      `plugins that the installation lacks, separated by commas: ${Object.keys(capabilities).join(', ')}`,
      capabilityList,
    )
    .option('--allow-writes', "write into an osTicket installation's database, too")
    .option(
      '--workers <number>',
      'processes that answer requests; they need a store that processes can share',
      whole(64, 1),
      1,
    )
    .option(
      '--as <profile>',
      `behave like another installation: a file that "osticket-contract profile" wrote, or one of ${shippedProfiles().join(', ')}`,
    )
    .option('--quiet', 'write no line for each request')
    .action(async (flags: Flags) => {
      try {
        await serve(flags);
      } catch (error) {
        printError(explained(error, flags));
        process.exit(2);
      }
    });
}

async function serve(flags: Flags): Promise<void> {
  const { key, quiet, workers, tickets, as, ...settings } = flags;
  if (as !== undefined && workers > 1)
    throw new UserError('A profile is served by one process: leave --workers or --as out.');
  const options = { ...settings, fill: madeUpTickets(tickets), keys: key === undefined ? undefined : [key] };
  const server =
    workers > 1
      ? await startWorkers({ ...options, workers, logRequests: !quiet })
      : as !== undefined
        ? await startServerAs(profileNamed(as), { ...options, log: quiet ? undefined : requestLog() })
        : await startServer({ ...options, log: quiet ? undefined : requestLog() });
  print(await welcome(server));
  if (!isLoopback(server.url)) {
    printError(
      `Warning: everybody who reaches this machine can reach ${server.url}, and API keys cross the network unencrypted. Leave --host out unless only a private network reaches it.`,
    );
  }
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** Commands to try next; they can be copied as they are. */
async function welcome({ url, keys, store }: RunningServer): Promise<string> {
  const lines = [`osTicket API at ${url}/api, documentation at ${url}/docs/`];
  const [key] = keys;
  if (key === undefined)
    return [...lines, 'API keys: those of the osTicket installation (Admin Panel, Manage, API Keys).'].join('\n');
  const ticket = await store.db
    .selectFrom('ticket')
    .select('number')
    .orderBy('created', 'desc')
    .limit(1)
    .executeTakeFirst();
  const header = `-H "X-API-Key: ${key}"`;
  const body = `'{"name": "John Doe", "email": "john@example.com", "subject": "Login Issue", "message": "I cannot access my account"}'`;
  return [
    ...lines,
    `API key: ${keys.join(', ')} (all permissions)`,
    '',
    'Try:',
    `  curl "${url}/api/tickets-search.php?limit=3" ${header}`,
    ticket === undefined
      ? `  curl "${url}/api/tickets-statuses.php" ${header}`
      : `  curl "${url}/api/tickets-get.php/${ticket.number}.json" ${header}`,
    `  curl -X POST "${url}/api/tickets.json" ${header} -H "Content-Type: application/json" -d ${body}`,
    '',
  ].join('\n');
}

/** One sentence for a setting that does not work; anything else is a fault of this program. */
function explained(error: unknown, { port, host }: Flags): string {
  if (error instanceof StoreError || error instanceof UserError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use on ${host}. End the other program, or choose another port with --port.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Choose one from 1024 on with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine. Choose another one with --host.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function whole(most: number, least = 0): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}

function keyText(text: string): string {
  // What a header can carry and the table of keys can hold.
  if (!/^[\x21-\x7e]{1,255}$/.test(text))
    throw new InvalidArgumentError('It must be 1 to 255 printable ASCII characters without spaces.');
  return text;
}

function capabilityList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(capabilities, name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is none of ${Object.keys(capabilities).join(', ')}.`);
  return names;
}
