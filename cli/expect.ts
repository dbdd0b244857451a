/** `osticket-contract expect`: what a client of an installation has to expect. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { print } from '../installation/print.js';
import { prepareReportFolder, writeTogether } from '../installation/report-folder.js';
import { shareOf } from '../profile/expect/expectations.js';
import { filesFor } from '../profile/expect/files.js';
import { profileNamed, shippedProfiles } from './shipped-profiles.js';

export function expectCommand(): Command {
  return new Command('expect')
    .description('write what a client of an installation has to expect: its contract, types and documentation')
    .argument('<profile>', `a file that "osticket-contract profile" wrote, or one of ${shippedProfiles().join(', ')}`)
    .requiredOption('-o, --output <folder>', 'where the files go; those of the same names are replaced')
    .action(async (nameOrFile: string, { output }: { output: string }) => {
      const profile = profileNamed(nameOrFile);
      prepareReportFolder(output, 'output folder');
      const files = await filesFor(profile);
      await writeTogether(
        output,
        Object.entries(files).map(([name, { text }]) => ({ name, content: text })),
        'output folder',
      );
      print(
        [
          ...Object.entries(files).map(([name, { about }]) => `${join(output, name)}: ${about}`),
          ...('types.ts' in files ? [] : [withoutTypes()]),
          ...[shareOf(profile) ?? []].flat(),
          ...profile.notExpressed.map((one) => `Not described: ${one.requirement} (${one.operation}): ${one.seen}`),
        ].join('\n'),
      );
    });
}

function withoutTypes(): string {
  const { peerDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const [version] = peerDependencies['openapi-typescript'].match(/[\d.]+/);
  return `Not written: types.ts. For it, run "npm install --save-dev openapi-typescript@${version}", then this command again.`;
}
