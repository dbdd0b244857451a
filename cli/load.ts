/** `osticket-contract load`: load tests for search and attachments, and the breaking point of an installation. */

import { Argument, Command } from 'commander';
import { exitCodes } from '../installation/exit.js';
import { print, printError } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';
import { runBreakpoint } from '../load/command/breakpoint.js';
import { startReference } from '../load/command/reference.js';
import {
  checkEnvironment,
  type Environment,
  environmentFor,
  type Flags,
  type ScriptName,
} from '../load/command/request.js';
import { exitCodeFor, runLoad, writePage } from '../load/command/run-load.js';
import { chooseRunner } from '../load/command/runner.js';
import { scenarioNames } from '../load/shared/settings.js';

type What = ScriptName | 'breakpoint';

export function loadCommand(): Command {
  return new Command('load')
    .description('put a load on the search or the attachments of an installation, or find its breaking point')
    .addArgument(
      new Argument('<what>', 'what to load').choices(['search', 'attachments', 'breakpoint'] satisfies What[]),
    )
    .option('--target <url>', 'root of the installation (default: OSTICKET_URL, or a reference server of its own)')
    .option('--scenario <name>', `one of ${scenarioNames.join(', ')} (default smoke)`)
    .option('--rate <number>', 'requests a second of the scenario average; the others are multiples of it')
    .option('--duration <seconds>', 'length of the scenario')
    .option('--max-vus <number>', 'most virtual users (default 50)')
    .option('--largest-kb <number>', 'largest file (default 10240)')
    .option('--p95 <milliseconds>', 'time within which 95 of 100 answers must come')
    .option('--allow-writes', 'make a ticket of its own to upload files to (default on loopback only)')
    .option('--no-allow-writes', 'only download')
    .option('--allow-heavy-load', 'run stress, spike, soak and breakpoint off loopback')
    .option('--strict', "count only answers of the contract's shape as right, not those of the installation's own")
    .option('--report <folder>', 'folder of the reports', 'load-report')
    .option('--tickets <number>', 'tickets of the reference server, where there is no target', '2000')
    .addHelpText(
      'after',
      `
Environment: OSTICKET_URL and OSTICKET_API_KEY; the other settings of the scripts are in docs/load.md.
k6 runs the scripts where it is on the path, and otherwise a small host of this project.

Exit codes: 0 passed, 1 a threshold was crossed, 2 bad settings, 3 target not reachable, key refused or nothing to load,
4 fault of the script, 130 ended with Ctrl-C (after the clean-up). breakpoint ends with 0 when it has its answer.
`,
    )
    .action(async (what: What, flags: Flags) => {
      process.exitCode = await load(what, flags);
    });
}

async function load(what: What, flags: Flags): Promise<number> {
  if (what === 'breakpoint' && flags.scenario !== undefined && flags.scenario !== 'breakpoint') {
    throw new UserError('breakpoint is a scenario of its own: leave --scenario out.');
  }
  const environment = environmentFor(what === 'breakpoint' ? { ...flags, scenario: 'breakpoint' } : flags, process.env);
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const target = await chooseTarget(environment, flags);
  try {
    if (stop.signal.aborted) return exitCodes.interrupted;
    checkEnvironment(target.environment);
    const runner = await chooseRunner(process.env['PATH']);
    printError(runner.why);
    if (what === 'breakpoint') return await runBreakpoint(runner, target.environment, flags.report, stop.signal);
    const { code, run } = await runLoad(runner, what, target.environment, flags.report, stop.signal);
    if (run) print(`\nReport: ${await writePage(flags.report, [run])}`);
    return stop.signal.aborted ? exitCodes.interrupted : exitCodeFor(code);
  } finally {
    await target.stop();
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

/** The installation that was named, or else a reference server that this command starts. */
async function chooseTarget(
  environment: Environment,
  { tickets }: Flags,
): Promise<{ environment: Environment; stop(): Promise<void> }> {
  // A key without a target: the user forgot the target, and did not want the reference server.
  if (environment['OSTICKET_URL'] ?? environment['OSTICKET_API_KEY']) return { environment, stop: async () => {} };
  if (!/^[1-9]\d{0,6}$/.test(tickets)) {
    throw new UserError(`--tickets takes a whole number from 1 to 9999999, not "${tickets}".`);
  }
  printError(`No target was named: the reference server is started with ${tickets} made-up tickets, and loaded.`);
  const { url, key, stop } = await startReference({ tickets: Number(tickets) });
  return { environment: { ...environment, OSTICKET_URL: url, OSTICKET_API_KEY: key }, stop };
}
