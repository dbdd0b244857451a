/** `osticket-contract seed`: made-up tickets for a store, a test installation's database, or any installation's API. */

import { Command, InvalidArgumentError } from 'commander';
import { seedApi, unseedApi } from '../fixtures/seed/api/seed-api.js';
import { seedInstallation, unseedInstallation } from '../fixtures/seed/installation/seed-installation.js';
import { seedStore } from '../fixtures/seed/seed-store.js';
import type { Ending, Terminal } from '../fixtures/seed/terminal.js';
import { exitCodes } from '../installation/exit.js';
import { print, printError } from '../installation/print.js';
import { readTarget } from '../installation/target.js';
import { UserError } from '../installation/user-error.js';
import { openStore } from '../server/store/open.js';
import { environmentHelp } from './options.js';

interface Flags {
  store?: string;
  api?: boolean;
  tickets?: number;
  seed: number;
  allowWrites?: boolean;
  list?: string;
  journal?: string;
  remove?: string;
  rate?: string;
  timeout?: string;
  ca?: string;
  yes?: boolean;
}

/** Requests a second in an installation that others use: half of what the suite takes, since every request writes. */
const politeRate = 4;

export function seedCommand(): Command {
  return new Command('seed')
    .description('fill a store with made-up tickets, or make them in an installation and remove them again')
    .option(
      '--store <address>',
      'sqlite:FILE, or mysql://USER:PASSWORD@HOST:PORT/DATABASE?prefix=ost_ (the password may be in OSTICKET_DB_PASSWORD)',
    )
    .option('--api', 'make them through the API of an installation')
    .option('--tickets <number>', 'how many', whole(10_000_000))
    .option('--seed <number>', 'seed of the random data: the same seed makes the same tickets', whole(2 ** 31 - 1), 1)
    .option('--allow-writes', 'write into the database of a TEST installation of osTicket')
    .option('--list <file>', 'file that records what is added to such a database (default seed-<seed>.added.ndjson)')
    .option('--journal <file>', 'file that records what is made through the API (default seed-<seed>.journal.ndjson)')
    .option('--remove <file>', 'remove what this list or journal records, and nothing else')
    .option('--rate <number>', `requests a second (default ${politeRate}, no limit on loopback)`)
    .option('--timeout <seconds>', 'how long to wait for an answer (default 30)')
    .option('--ca <file>', 'certificates (PEM) to trust, such as that of a self-signed installation')
    .option('--yes', 'make or remove tickets in an installation on another machine')
    .addHelpText('after', `${environmentHelp} They are read with --api only.\n`)
    .action(action);
}

async function action(flags: Flags): Promise<void> {
  if ((flags.store === undefined) === !flags.api) {
    throw new UserError('Name the target: --store ADDRESS, or --api with OSTICKET_URL and OSTICKET_API_KEY.');
  }
  const { terminal, end } = interruptible();
  try {
    const ending = await (flags.api ? throughApi(flags, terminal) : intoStore(flags, terminal));
    if (ending === 'interrupted') process.exitCode = exitCodes.interrupted;
  } finally {
    end();
  }
}

async function intoStore(flags: Flags, terminal: Terminal): Promise<Ending> {
  const { store: address = '', seed, remove, list = `seed-${seed}.added.ndjson`, allowWrites = false } = flags;
  if (address === 'memory')
    throw new UserError('A store in memory ends with this command. Name sqlite:FILE or mysql://….');
  const tickets = remove === undefined ? counted(flags) : 0;
  const store = await openStore(address);
  try {
    if (remove !== undefined) return await unseedInstallation(store, { list: remove, allowWrites }, terminal);
    return store.owner === 'osticket'
      ? await seedInstallation(store, { tickets, seed, list, allowWrites }, terminal)
      : await seedStore(store, { tickets, seed }, terminal);
  } finally {
    // A lost connection cannot be closed; the error was printed already.
    await store.close().catch(() => undefined);
  }
}

function throughApi(flags: Flags, terminal: Terminal): Promise<Ending> {
  const { seed, remove, yes = false, journal = `seed-${seed}.journal.ndjson`, timeout, rate, ca } = flags;
  const target = readTarget({ timeout, rate, ca }, process.env, politeRate);
  if (remove !== undefined) return unseedApi({ target, journal: remove, yes }, terminal);
  return seedApi({ target, tickets: counted(flags), seed, journal, yes }, terminal);
}

function counted({ tickets }: Flags): number {
  if (tickets === undefined) throw new UserError('Give the number of tickets: --tickets NUMBER.');
  return tickets;
}

/** The first Ctrl-C finishes the ticket that is being made; the second one ends the program at once. */
function interruptible(): { terminal: Terminal; end(): void } {
  const abort = new AbortController();
  const stop = () => {
    printError('\nStopping. Press Ctrl-C again to stop at once.');
    abort.abort();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return {
    terminal: { screen: process.stderr, say: (line) => print(line), signal: abort.signal },
    end: () => process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

function whole(most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number <= most)) throw new InvalidArgumentError(`It must be a whole number from 0 to ${most}.`);
    return number;
  };
}
