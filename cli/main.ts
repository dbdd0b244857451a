#!/usr/bin/env node
/** The command `osticket-contract`. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { EndedBefore, exitCodes, NotReachable, SuiteFault } from '../installation/exit.js';
import { printError } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';

// Reports, evidence, ledgers and journals hold what is in an installation's tickets: they are for their owner only.
process.umask(0o077);

/** Each is loaded only when it is called, so that it does not load what the others need. */
const commands: Record<string, () => Promise<Command>> = {
  conformance: async () => (await import('./conformance.js')).conformanceCommand(),
  serve: async () => (await import('./serve.js')).serveCommand(),
  sweep: async () => (await import('./sweep.js')).sweepCommand(),
  repeat: async () => (await import('./repeat.js')).repeatCommand(),
  rejudge: async () => (await import('./rejudge.js')).rejudgeCommand(),
  drift: async () => (await import('./drift.js')).driftCommand(),
  proxy: async () => (await import('./proxy.js')).proxyCommand(),
  compare: async () => (await import('./compare.js')).compareCommand(),
  keys: async () => (await import('./keys.js')).keysCommand(),
  seed: async () => (await import('./seed.js')).seedCommand(),
  profile: async () => (await import('./profile.js')).profileCommand(),
  expect: async () => (await import('./expect.js')).expectCommand(),
  load: async () => (await import('./load.js')).loadCommand(),
};

// `osticket-contract … | head` closes the pipe when it has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const program = new Command('osticket-contract').description(
  "contract, reference server and conformance suite for the API of osTicket's API Endpoints plugin",
);
const [asked = ''] = process.argv.slice(2);
program.version(version).exitOverride();
for (const load of needed(asked)) program.addCommand((await load()).exitOverride());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

/** Which commands to load: the one that the user names, none for the version, and otherwise all, for the help. */
function needed(asked: string): (() => Promise<Command>)[] {
  const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  if (command) return [command];
  return ['--version', '-V'].includes(asked) ? [] : Object.values(commands);
}

/** Prints what went wrong: one sentence where the user can correct it. */
function exitCodeFor(error: unknown): number {
  // Commander has printed it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.badSettings;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UserError) {
    printError(message);
    return exitCodes.badSettings;
  }
  if (error instanceof NotReachable) {
    printError(message);
    return exitCodes.notReachable;
  }
  if (error instanceof EndedBefore) {
    printError(message);
    return error.code;
  }
  printError(error instanceof SuiteFault ? `The suite has a fault: ${message}` : inspect(error));
  return exitCodes.suiteFault;
}
