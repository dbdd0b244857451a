#!/usr/bin/env node
/** The command `osticket-contract`. */
import { Command, CommanderError } from 'commander';
import { NotReachable } from '../conformance/preflight.js';
import { ReportError } from '../conformance/reports/write.js';
import { exitCodes } from '../conformance/results.js';
import { SuiteFault } from '../conformance/run.js';
import { SettingsError } from '../conformance/settings.js';
import { StoreError } from '../server/store/store-error.js';
import { compareCommand } from './compare.js';
import { conformanceCommand } from './conformance.js';
import { keysCommand } from './keys.js';
import { loadCommand } from './load.js';
import { mutantsCommand } from './mutants.js';
import { rejudgeCommand } from './rejudge.js';
import { serveCommand } from './serve.js';
import { sweepCommand } from './sweep.js';

// `osticket-contract … | head` closes the pipe when it has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const program = new Command('osticket-contract').description(
  "contract, reference server and conformance suite for the API of osTicket's API Endpoints plugin",
);
for (const command of [
  conformanceCommand(),
  serveCommand(),
  sweepCommand(),
  rejudgeCommand(),
  compareCommand(),
  keysCommand(),
  loadCommand(),
  mutantsCommand(),
]) {
  program.addCommand(command.exitOverride());
}
program.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

/** Tells what went wrong, in a sentence where it is the user's to mend. */
function exitCodeFor(error: unknown): number {
  // Commander has told it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.badSettings;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SettingsError || error instanceof ReportError || error instanceof StoreError) {
    console.error(message);
    return exitCodes.badSettings;
  }
  if (error instanceof NotReachable) {
    console.error(message);
    return exitCodes.notReachable;
  }
  console.error(error instanceof SuiteFault ? `The suite has a fault: ${message}` : error);
  return exitCodes.suiteFault;
}
