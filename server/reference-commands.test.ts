/** A client written only from the reference works unchanged: each command that the reference shows is run as it stands. */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { type RunningServer, startServer } from './start.js';
import { newTicketBody } from './testing/sample-calls.js';

// The reference is its authors' document and is not part of this repository; where it lies beside, it is checked.
const reference = process.env.API_REFERENCE ?? '../shared/api-reference.txt';
const KEY = 'REFERENCE';

/** The shell commands that a text shows: from `curl`, or a variable before it, to where quotes and pipes end. */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let open: string | undefined;
  for (const line of text.split('\n')) {
    if (open === undefined && !/^(curl |FILE_B64=)/.test(line)) continue;
    open = open === undefined ? line : `${open}\n${line}`;
    const goesOn = /^FILE_B64=[^\n]*$|\\$/.test(open) || (open.match(/'/g) ?? []).length % 2 === 1;
    if (goesOn) continue;
    commands.push(open);
    open = undefined;
  }
  return commands;
}

const commands = existsSync(reference) ? commandsOf(readFileSync(reference, 'utf8')) : [];
const folder = folderForTests();
for (const file of ['screenshot.png', 'audit-report.pdf']) writeFileSync(join(folder, file), 'content');

/** jq is on few machines; Node.js does what the commands ask of it. */
const jq = `jq() { '${process.execPath}' -e '
  const answer = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const found = process.argv[1] === "-r" ? answer.content : JSON.stringify(answer.thread);
  if (found === undefined) process.exit(1);
  console.log(found);' -- "$@"; }`;

/** An installation as the reference's examples take it for granted: their tickets, departments, agent and file. */
async function installation(command: string): Promise<RunningServer> {
  const server = await startServer({ keys: [KEY] });
  const { db } = server.store;
  const times = { created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
  for (const name of ['Billing', 'Development'])
    await db
      .insertInto('department')
      .values({ name, flags: 4, ispublic: 1, ...times })
      .execute();
  await db
    .insertInto('staff')
    .values({ username: 'john.doe', firstname: 'John', lastname: 'Doe', isactive: 1, ...times })
    .execute();
  await sql`insert into sqlite_sequence (name, seq) values ('ticket', 122), ('file', 28)`.execute(db);
  const send = async (method: string, path: string, body: object) => {
    const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
    const answer = await fetch(`${server.url}/api/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.text();
  };
  const attachments = [{ 'screenshot.png': `data:image/png;base64,${Buffer.from('a picture').toString('base64')}` }];
  for (const number of ['781258', '781259', '781200', '181752']) {
    const made = await send('POST', 'tickets.json', { ...newTicketBody, ...(number === '781258' && { attachments }) });
    await db.updateTable('ticket').set({ number }).where('number', '=', made).execute();
  }
  if (command.includes('unlink'))
    await send('POST', 'tickets-subtickets-create.php/781200.json', { childId: '781259' });
  return server;
}

describe.skipIf(!existsSync(reference))('a command of the reference works as it stands:', () => {
  test('they are found', () => {
    expect(commands.length).toBeGreaterThanOrEqual(20);
  });

  test.each(commands.map((command) => [/curl .*/.exec(command)?.[0], command]))('%s', async (_, command) => {
    const server = await installation(command);
    const here = command
      .replaceAll('https://osticket.local', server.url)
      .replaceAll('YOUR_API_KEY', KEY)
      .replaceAll('/path/to/', `${folder}/`);
    const script = `set -eu\ncd '${folder}'\n${jq}\ncurl() { command curl -sS --fail-with-body "$@"; }\n${here}\n`;
    const { stdout } = await promisify(execFile)('sh', ['-c', script]);
    if (command.includes('> screenshot.png'))
      expect(readFileSync(join(folder, 'screenshot.png'), 'utf8')).toBe('a picture');
    else expect(stdout).not.toBe('');
    await server.close();
  });
});
