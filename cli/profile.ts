/** `osticket-contract profile`: how an installation deviates from the contract, as a file that `serve --as` takes. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { print } from '../installation/print.js';
import { printableJson } from '../installation/printable.js';
import { UserError } from '../installation/user-error.js';
import { profileOfRun } from '../profile/derive.js';
import { readResults } from './read-results.js';

export function profileCommand(): Command {
  return new Command('profile')
    .description('describe how an installation deviates, from a conformance run; "serve --as" behaves like that')
    .argument('<results>', 'the results.json of a run')
    .argument('<evidence>', 'the evidence.ndjson of the same run')
    .requiredOption('-o, --output <file>', 'where the profile goes')
    .option('--name <name>', 'of the profile (default: the name of its file)')
    .action((results: string, evidence: string, { output, name }: { output: string; name?: string }) => {
      const profile = profileOfRun(name ?? basename(output, '.json'), readResults(results), evidence);
      try {
        writeFileSync(output, `${printableJson(JSON.stringify(profile, null, 2))}\n`);
      } catch (error) {
        throw new UserError(`The profile cannot be written to ${output}: ${(error as Error).message}.`);
      }
      const { deviations, notExpressed, madeFrom } = profile;
      const broken = madeFrom?.broken ?? 0;
      print(
        [
          `${output}: ${deviations.length} deviations; they express ${broken - notExpressed.length} of ${broken} checks that failed or warned.`,
          ...notExpressed.map((one) => `Not expressed: ${one.requirement} (${one.operation}): ${one.seen}`),
          `Try: osticket-contract serve --as ${output}`,
        ].join('\n'),
      );
    });
}
