/**
 * `npm run generators`: makes clients from openapi.yaml with common generators, compiles those it can, calls with some,
 * and writes docs/generators.md. Needs npm and PyPI, and `python3`; Java, Maven and Go for more of it. Everything is
 * fetched into a temporary folder. Ends with 1 where a generator, a compiler or a call fails.
 *
 * `npm run generators -- go java` tries these alone, and writes nothing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { startServer } from '../../server/start.js';
import { textsGiven } from '../arguments.js';
import { openapiGeneratorClients } from './openapi-generator-clients.js';
import { pythonClients } from './python-clients.js';
import { report } from './report.js';
import { run } from './run.js';
import { installTools } from './tools.js';
import { type Row, tryClient } from './try-client.js';
import { typescriptClients } from './typescript-clients.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const contract = join(root, 'openapi.yaml');
const page = join(root, 'docs/generators.md');
const only = textsGiven('generators', 'make clients with generators, compile them, and make a call', [
  'generators',
  'only these (default: all)',
]);

const folder = await mkdtemp(join(tmpdir(), 'osticket-generators-'));
const server = await startServer({ fill: madeUpTickets(50), without: ['markdown'] });
try {
  console.log('Fetching the generators ...');
  const tools = await installTools(folder);
  const all = [
    ...typescriptClients(contract, tools),
    ...pythonClients(contract, folder, tools),
    ...openapiGeneratorClients(contract, folder, tools),
  ];
  const rows: Row[] = [];
  for (const client of all.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const row = await tryClient(client, server);
    rows.push(row);
    console.log([client.name, row.made, row.compiled, row.called].filter(Boolean).join(' | '));
  }
  if (rows.some(({ failed }) => failed)) process.exitCode = 1;
  if (only.length === 0) {
    await writeFile(page, report(rows, new Date()));
    await run([join(root, 'node_modules/.bin/biome'), 'format', '--write', page], root);
  }
} finally {
  await server.close();
  await rm(folder, { recursive: true });
}
