/** What a run would send: the run is done against a reference server of our own, with the same settings. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracesOf } from '../kernel/traces.js';
import { startReference } from './reference-target.js';
import { runConformance } from './run.js';
import { planned, type Settings } from './settings.js';

/**
 * Lists the requests of a run, one a line: who sends it, method, URL.
 *
 * What a later request asks for depends on earlier answers, so the installation's own run may differ in numbers and IDs.
 */
export async function dryRun(settings: Settings): Promise<string> {
  const report = await mkdtemp(join(tmpdir(), 'osticket-contract-'));
  const target = await startReference({});
  try {
    const { mode, deletes, mail, largeFiles, only, skip, keys, explore, seed } = settings;
    // The keys' names and permissions are the user's; their values are those of the reference server.
    const known = new Set(keys.map(({ name }) => name));
    const [main, ...others] = target.settings.keys;
    const stand: Settings['keys'] = settings.reference
      ? target.settings.keys
      : [main, ...others.filter(({ name }) => known.has(name))];
    const { evidence } = await runConformance(
      planned({
        ...target.settings,
        mode,
        deletes,
        mail,
        largeFiles,
        only,
        skip,
        keys: stand,
        explore,
        seed,
        report,
      }),
    );
    const lines = Array.from(evidence.exchanges, ({ scope, request }) => {
      const url = request.url.replace(target.settings.url, settings.url);
      return `${scope}\t${request.method} ${url.length > 200 ? `${url.slice(0, 200)}…` : url}`;
    });
    return [
      ...lines,
      `${lines.length} requests would be sent to ${settings.url} (mode ${mode}${deletes ? ', with deletes' : ''}), as far as can be told without its answers.`,
      ...tracesOf(settings).map((sentence) => `Left behind: ${sentence}`),
    ].join('\n');
  } finally {
    await target.close();
    await rm(report, { recursive: true });
  }
}
