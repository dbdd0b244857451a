/** `osticket-contract drift`: judges recorded traffic by the contract, without a server. */
import { Command } from 'commander';
import { printError } from '../installation/print.js';
import { drift } from '../traffic/drift.js';
import { report } from './conformance.js';

interface Flags {
  target?: string;
  report: string;
  baseline?: string;
  quiet?: boolean;
}

export function driftCommand(): Command {
  return new Command('drift')
    .description('judge recorded traffic: answers by every rule for answers, requests by the contract; sends nothing')
    .argument('<file...>', 'HAR of a browser or proxy, evidence.ndjson of a run, or JSON lines of such entries')
    .option('--target <url>', 'root of the installation, where the files have exchanges with several')
    .option('-o, --report <folder>', 'folder of the reports', 'drift-report')
    .option('--baseline <file>', 'known deviations, each with a reason and an expiry date')
    .option('--quiet', 'no progress, and of the summary only the verdict')
    .addHelpText(
      'after',
      `
Example: save the network log of a browser as HAR, then
  osticket-contract drift helpdesk.har

Exit codes: 0 no broken requirement, 1 an answer breaks a requirement or a client makes a mistake, 2 bad files or settings,
5 nothing could be judged.
`,
    )
    .action(async (files: string[], flags: Flags) => {
      const shows = !flags.quiet && process.stderr.isTTY;
      const progress = (read: number) => process.stderr.write(`\r${read} exchanges read`);
      const outcome = await drift({ files, ...flags }, printError, shows ? progress : undefined);
      if (shows) process.stderr.write('\r');
      await report(outcome, flags.quiet);
    });
}
