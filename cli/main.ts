#!/usr/bin/env node
/** The command `osticket-contract`. */
import { Command, CommanderError } from 'commander';
import { NotReachable } from '../conformance/preflight.js';
import { exitCodes } from '../conformance/results.js';
import { SuiteFault } from '../conformance/run.js';
import { SettingsError } from '../conformance/settings.js';
import { conformanceCommand } from './conformance.js';
import { serveCommand } from './serve.js';

const program = new Command('osticket-contract')
  .description("contract, reference server and conformance suite for the API of osTicket's API Endpoints plugin")
  .exitOverride()
  .addCommand(conformanceCommand())
  .addCommand(serveCommand());
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Tells what went wrong, in a sentence where it is the user's to mend. @returns the exit code */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.badSettings;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SettingsError) {
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
