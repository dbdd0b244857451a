/**
 * `npm run fuzz`: about ten thousand requests from Schemathesis, made up from the contract that the reference server
 * serves, against that server. Ends with Schemathesis' exit code. Needs python3 with venv, and PyPI.
 *
 * `npm run fuzz -- 30` makes up 30 requests for each operation instead.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { startServer } from '../../server/start.js';
import { countGiven } from '../arguments.js';

const VERSION = '4.32.5';
/** For each of 13 operations; the phase that tries every limit of the contract comes on top of it. */
const what = ['examples', 'how many for each operation'] as const;
const EXAMPLES = String(countGiven('fuzz', 'let Schemathesis try a server of its own', what, 900));
const MINUTES = 40;

const folder = mkdtempSync(join(tmpdir(), 'osticket-schemathesis-'));
const server = await startServer({ fill: madeUpTickets(500) });
try {
  writeFileSync(join(folder, 'schemathesis.toml'), await settings());
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`], { stdio: 'inherit' });
  const run = spawn(
    join(folder, 'bin/schemathesis'),
    [
      'run',
      `${server.url}/openapi.json`,
      `--url=${server.url}/api`,
      `--header=X-API-Key: ${server.keys[0]}`,
      `--max-examples=${EXAMPLES}`,
      '--generation-database=none',
      '--continue-on-failure',
      // A schema cannot say which departments there are, or that a parent must not be its child's child: what is
      // right by the schema may well be refused with 400.
      '--exclude-checks=positive_data_acceptance',
    ],
    { cwd: folder, stdio: 'inherit', timeout: MINUTES * 60_000 },
  );
  const [code] = await once(run, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}

/** Half of the requests are for tickets and files that there are: with made-up numbers, most would end as a 404. */
async function settings(): Promise<string> {
  const { db } = server.store;
  const tickets = await db.selectFrom('ticket').select('number').execute();
  const files = await db.selectFrom('attachment').select('file_id').where('type', '=', 'H').execute();
  const binding = (dictionary: string) => `{ dictionary = "${dictionary}", probability = 0.5 }`;
  return [
    `[dictionaries.tickets]\nvalues = ${JSON.stringify(tickets.map(({ number }) => number))}`,
    `[dictionaries.files]\nvalues = ${JSON.stringify(files.map(({ file_id }) => file_id))}`,
    `[parameters]\nnumber = ${binding('tickets')}\nparentNumber = ${binding('tickets')}\nfile_id = ${binding('files')}\n`,
  ].join('\n');
}
