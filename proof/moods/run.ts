/**
 * Runs the suite against installations in all moods, and prints a table.
 *
 * @example npm run moods -- FOLDER 'hostile/*' // FOLDER has moods.mjs and hostile.mjs
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { exitCodes } from '../../installation/exit.js';
import { startServer } from '../../server/start.js';
import { command } from '../arguments.js';
import { allMoods } from './moods.js';
import { tryMood } from './try-mood.js';
import { unpacked } from './unpacked.js';

/** Seconds of a run; one that must come to its end gets enough of them on a busy machine too. */
const budgetOf = ({ codes }: (typeof allMoods)[number]) => (codes.includes(6) ? 60 : 300);

const { processedArgs } = command('moods', 'run the suite against bad installations')
  .argument('<folder>', 'the folder that holds moods.mjs and hostile.mjs')
  .argument('[moods...]', 'only these, such as moods/esc or hostile/*', [])
  .parse();
const [folder, globs] = processedArgs as [string, string[]];
const nameOf = ({ proxy, name }: (typeof allMoods)[number]) => `${proxy}/${name}`;
const chosen = allMoods.filter((mood) => globs.length === 0 || globs.some((glob) => matchesGlob(nameOf(mood), glob)));

if (chosen.length === 0) {
  console.error(`No mood is called ${globs.join(' or ')}.`);
  process.exit(exitCodes.badSettings);
}

let failed = 0;
for (const mood of chosen) {
  const key = randomBytes(16).toString('hex').toUpperCase();
  const server = await startServer({ keys: [key] });
  const report = mkdtempSync(join(tmpdir(), 'moods-'));
  const front = await unpacked(server.url);
  const up = front.port;
  const tried = await tryMood(mood, { folder, up, key, budget: budgetOf(mood), report });
  front.close();
  await server.close();
  rmSync(report, { recursive: true });
  if (tried.faults.length > 0) failed += 1;
  const figures = `exit ${tried.code}  ${tried.seconds.toFixed(0).padStart(3)} s  ${tried.megabytes.toFixed(0).padStart(4)} MB`;
  console.log(
    `${tried.faults.length === 0 ? 'ok  ' : 'FAIL'}  ${nameOf(mood).padEnd(22)}  ${figures}  ${tried.faults.join('; ') || tried.sentence.slice(0, 160)}`,
  );
  if (tried.broken.length > 0)
    console.log(
      `      called broken: ${tried.broken.slice(0, 8).join(', ')}${tried.broken.length > 8 ? ` and ${tried.broken.length - 8} more` : ''}`,
    );
}
console.log(`${chosen.length - failed} of ${chosen.length} moods end as they must.`);
process.exitCode = failed === 0 ? 0 : 1;
