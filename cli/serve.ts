/** `osticket-contract serve`: the reference server on the command line. */
import { Command, InvalidArgumentError } from 'commander';
import { capabilities } from '../contract/keys.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { isLoopback } from '../installation/loopback.js';
import { print, printError } from '../installation/print.js';
import { readSettingsFile } from '../installation/settings-file.js';
import { UserError } from '../installation/user-error.js';
import { startControl } from '../library/control.js';
import { type ControlledOptions, startControlled } from '../library/controlled.js';
import type { WantedFault } from '../library/fault-list.js';
import { checkedKeys } from '../library/keys.js';
import { FaultEntryError, faultOf } from '../server/faults/fault-entry.js';
import { faultOfProfile } from '../server/faults/profile.js';
import { requestLog } from '../server/http/request-log.js';
import { type RunningServer, startServer } from '../server/start.js';
import { StoreError } from '../server/store/store-error.js';
import { startWorkers } from '../server/workers.js';
import { givenCertificate, ownCertificate } from './certificate.js';
import { described, forTheEnvironment, type ServedKey, servedKeys } from './serve-keys.js';
import { profileNamed, shippedProfiles } from './shipped-profiles.js';

interface Flags {
  port: number;
  host: string;
  store: string;
  tickets: number;
  key?: string[];
  settings?: string;
  without?: string[];
  allowWrites?: boolean;
  quiet?: boolean;
  workers: number;
  as?: string;
  fault?: WantedFault[];
  control?: number;
  trustProxy?: boolean;
  cors?: string[];
  https?: boolean;
  certificate?: string;
  certificateKey?: string;
}

/** Tickets for the store in memory, so that there is something to look at. */
const DEFAULT_TICKETS = 200;

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the reference server of the contract')
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
    .option(
      '--key <key>',
      'an API key with all permissions, or JSON: {"name": "reader", "permissions": ["can_read_tickets"], "active": true, "address": "10.1.2.3"}; may be repeated (default: a random one)',
      keyText,
    )
    .option(
      '--settings <file>',
      'the settings file of "conformance": its keys, each from its environment variable, and the capabilities that it says are absent',
    )
    .option('--trust-proxy', 'a proxy stands in front: the address of a client is the last one in X-Forwarded-For')
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
    .option(
      '--fault <fault>',
      'fail in this way: a name, or JSON with "fault", "parameters", "operations", "where", "times", "share", "seed"; may be repeated',
      faultEntry,
    )
    .option(
      '--control <port>',
      'faults, clock and reset over HTTP, on 127.0.0.1 alone; 0 takes a free port',
      whole(65_535),
    )
    .option('--cors <origin>', 'let web pages of this origin in, or of all with "*"; may be repeated', repeated)
    .option('--https', 'serve HTTPS, with a certificate of its own making unless one is given')
    .option('--certificate <file>', 'certificate for --https, in PEM')
    .option('--certificate-key <file>', 'the key of that certificate')
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
  const { key, settings: file, quiet, workers, tickets, as, fault = [], control, trustProxy, ...others } = flags;
  const { https, certificate, certificateKey, ...settings } = others;
  const tls = tlsOf({ https, certificate, certificateKey, host: settings.host });
  const known = file === undefined ? undefined : readSettingsFile(file);
  const keys = servedKeys({ key, settings: known }, process.env);
  const stated = known?.capabilities ?? {};
  const without = [...(settings.without ?? []), ...Object.keys(stated).filter((name) => stated[name] === false)];
  const options = { ...settings, without, fill: madeUpTickets(tickets), trustedProxies: trustProxy ? 1 : 0, tls };
  const log = quiet ? undefined : requestLog();
  const behindFront = as !== undefined || fault.length > 0 || control !== undefined;
  if (behindFront && workers > 1)
    throw new UserError(
      'Faults and profiles are served by one process: leave --workers out, or --as, --fault and --control.',
    );
  const plain = { ...options, keys: keys && [keys[0]?.key ?? '', ...checkedKeys(keys.slice(1), keys[0]?.key)] };
  const server = behindFront
    ? await startFailing({ ...options, log, key: keys?.[0]?.key, keys: keys?.slice(1) }, { as, fault, control })
    : workers > 1
      ? await startWorkers({ ...plain, workers, logRequests: !quiet })
      : await startServer({ ...plain, log });
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (!isLoopback(server.url)) {
    printError(
      `Warning: everybody who reaches this machine can reach ${server.url}${tls ? '' : ', and API keys cross the network unencrypted'}. Leave --host out unless only a private network reaches it.`,
    );
  }
  // Last: whoever reads it may send the signal.
  print(await welcome(server, keys));
}

function tlsOf({ https, certificate, certificateKey, host }: Partial<Flags> & { host: string }) {
  if ((certificate === undefined) !== (certificateKey === undefined))
    throw new UserError('A certificate has a key: give both --certificate and --certificate-key.');
  if (certificate !== undefined && certificateKey !== undefined) return givenCertificate(certificate, certificateKey);
  return https ? ownCertificate(host) : undefined;
}

type Served = Pick<RunningServer, 'url' | 'keys' | 'store' | 'close'> & { readonly controlUrl?: string };

async function startFailing(
  options: ControlledOptions,
  { as, fault, control }: { as?: string; fault: readonly WantedFault[]; control?: number },
): Promise<Served> {
  const deviation = as === undefined ? undefined : faultOfProfile(profileNamed(as));
  const server = await startControlled({ ...options, deviation });
  const { url, key, keys, store } = server;
  for (const one of fault) server.fault(one);
  const at = control === undefined ? undefined : await startControl(server, control);
  const close = async () => {
    await at?.close();
    await server.stop();
  };
  return { url, keys: [key, ...Object.values(keys)], store, close, controlUrl: at?.url };
}

/** Commands to try next; they can be copied as they are. */
async function welcome({ url, keys, store, controlUrl }: Served, named: readonly ServedKey[] = []): Promise<string> {
  const lines = [`osTicket API at ${url}/api, documentation at ${url}/docs/`];
  if (controlUrl !== undefined) lines.push(`Control at ${controlUrl} (GET it for what it can do)`);
  const [key] = keys;
  if (key === undefined)
    return [...lines, 'API keys: those of the osTicket installation (Admin Panel, Manage, API Keys).'].join('\n');
  const ticket = await store.db
    .selectFrom('ticket')
    .select('number')
    .orderBy('created', 'desc')
    .limit(1)
    .executeTakeFirst();
  // It need not trust the certificate.
  const curl = url.startsWith('https:') ? 'curl --insecure' : 'curl';
  const header = `-H "X-API-Key: ${key}"`;
  const body = `'{"name": "John Doe", "email": "john@example.com", "subject": "Login Issue", "message": "I cannot access my account"}'`;
  return [
    ...lines,
    `API key: ${key} (all permissions)`,
    ...named.slice(1).map(described),
    '',
    'Try:',
    `  ${curl} "${url}/api/tickets-search.php?limit=3" ${header}`,
    ticket === undefined
      ? `  ${curl} "${url}/api/tickets-statuses.php" ${header}`
      : `  ${curl} "${url}/api/tickets-get.php/${ticket.number}.json" ${header}`,
    `  ${curl} -X POST "${url}/api/tickets.json" ${header} -H "Content-Type: application/json" -d ${body}`,
    '',
    ...forTheEnvironment(named),
  ].join('\n');
}

/** One sentence for a setting that does not work; anything else is a fault of this program. */
function explained(error: unknown, { port, host }: Flags): string {
  if (error instanceof StoreError || error instanceof UserError) return error.message;
  if (error instanceof FaultEntryError) return `--fault: ${error.message}.`;
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

function keyText(text: string, before: readonly string[] = []): string[] {
  // What a header can carry and the table of keys can hold.
  if (!text.startsWith('{') && !/^[\x21-\x7e]{1,255}$/.test(text))
    throw new InvalidArgumentError('It must be JSON, or 1 to 255 printable ASCII characters without spaces.');
  return [...before, text];
}

const repeated = (text: string, before: readonly string[] = []): string[] => [...before, text];

function faultEntry(text: string, before: readonly WantedFault[] = []): WantedFault[] {
  try {
    const wanted = text.startsWith('{') ? JSON.parse(text) : text;
    faultOf(typeof wanted === 'string' ? { fault: wanted } : wanted);
    return [...before, wanted];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function capabilityList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(capabilities, name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is none of ${Object.keys(capabilities).join(', ')}.`);
  return names;
}
