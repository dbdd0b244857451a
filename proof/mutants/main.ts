/** `npm run mutants`: breaks the reference server on purpose and looks whether the suite sees it. */

import type { Command } from 'commander';
import { exitCodes } from '../../installation/exit.js';
import { command } from '../arguments.js';
import { nameOf } from './engine/mutant.js';
import { chosen } from './engine/run.js';
import { asMarkdown, asText, unbroken } from './engine/score.js';
import { tryInProcesses } from './engine/share.js';

interface Flags {
  only?: string;
  all?: boolean;
  markdown?: boolean;
}

await command('mutants', 'prove the suite: break the reference server on purpose, one fault at a time')
  .option('--only <glob>', "mutants of these requirements alone, such as 'getTicket/*'")
  .option('--all', 'ask all checks, to see what else each fault is found by (slow)')
  .option('--markdown', 'print the score as Markdown')
  .action(async ({ only, all, markdown }: Flags, command: Command) => {
    const mutants = chosen(only);
    if (mutants.length === 0) command.error(`"${only}" fits no mutant.`, { exitCode: exitCodes.badSettings });
    let [done, survived] = [0, 0];
    const results = await tryInProcesses(mutants, all ? 'all checks' : 'requirement', (result) => {
      if (!result.killed) survived++;
      progress(++done, mutants.length, survived);
      if (all)
        console.error(`${nameOf(result.mutant)}\n  also found by: ${result.others.join(', ') || 'nothing else'}`);
    });
    console.log(markdown ? asMarkdown(results) : asText(results));
    const whole = only === undefined && unbroken().length > 0;
    process.exitCode = survived > 0 || whole ? exitCodes.failed : exitCodes.conformant;
  })
  .parseAsync();

function progress(done: number, total: number, survived: number): void {
  const line = `${done} of ${total} mutants, ${survived} survived`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}${done === total ? '\n' : ''}`);
  else if (done % Math.ceil(total / 20) === 0 || done === total) process.stderr.write(`${line}\n`);
}
