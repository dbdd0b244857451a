/** The files for clients: they lint, they compile, and the page in docs/ is fresh. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { hasBrowser, launchBrowser, openPage } from '../../contract/browser-for-tests.js';
import { contract } from '../../contract/document.js';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import type { namedFaults } from '../../server/faults/named-faults.js';
import { checkedProfile, type Profile, readProfile } from '../../server/faults/profile.js';
import { filesFor } from './files.js';
import { installationContract } from './installation-contract.js';

const root = new URL('../../', import.meta.url).pathname;
const folder = folderForTests();

const shipped = (name: string) => readProfile(join(root, `profiles/${name}.json`));

async function written(profile: Profile): Promise<(name: string) => string> {
  const its = folderIn(folder);
  const files = await filesFor(profile);
  for (const [name, { text }] of Object.entries(files)) writeFileSync(join(its, name), text);
  return (name) => join(its, name);
}

/** @returns what it found; nothing where all is well */
async function lint(...files: string[]): Promise<string> {
  const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const words = [cli, 'lint', ...files, '--config', join(root, 'redocly.yaml'), '--format', 'stylish'];
  return promisify(execFile)(process.execPath, words, { env }).then(
    () => '',
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
}

function compile(...files: string[]): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    types: [],
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ messageText }) => JSON.stringify(messageText));
}

test.each(['plugin-2.3.4', 'plugin-2.2.2'])('%s: contract and overlay lint, types compile', async (name) => {
  const file = await written(shipped(name));
  expect(await lint(file('openapi.yaml'), file('overlay.yaml'))).toBe('');
  expect(compile(file('types.ts'))).toEqual([]);
});

test('types are those of the installation', async () => {
  const file = await written(shipped('plugin-2.3.4'));
  const client = (use: string) => {
    const path = file(`client-${use.length}.ts`);
    const get = `operations['getTicket']['responses'][200]['content']['application/json']`;
    writeFileSync(
      path,
      `import type { operations } from './types';\nexport const f = (ticket: ${get}) => { ${use} };\n`,
    );
    return compile(path);
  };
  expect(
    client('const is: 0 | 1 = ticket.isOverdue; const name: string = ticket.user.name.name; return [is, name];'),
  ).toEqual([]);
  expect(client('const is: boolean = ticket.isOverdue; return is;')).toHaveLength(1);
});

test('docs/plugin-2.3.4.md is what its profile gives: otherwise run this test with -u', async () => {
  const files = await filesFor(shipped('plugin-2.3.4'));
  await expect(files['expect.md']?.text).toMatchFileSnapshot(join(root, 'docs/plugin-2.3.4.md'));
});

/** Parameters for each fault. */
const samples: Record<keyof typeof namedFaults, object> = {
  'success-status': { status: 206 },
  'success-content-type': { type: 'text/html' },
  'success-body': { type: 'text/html', body: '<h1>No</h1>', status: 202 },
  'refusal-status': { status: 418, from: [400] },
  'refusal-content-type': { type: 'text/html' },
  'refusal-body': { status: 200, type: 'application/json', body: '{"error":true,"message":"No"}' },
  'refusal-field': { field: 'error', value: 1 },
  'text-before-json': { text: '<br />' },
  'digits-are-numbers': {},
  'booleans-are-numbers': {},
  'field-type': { field: 'thread[].id', type: 'text' },
  'field-missing': { field: 'subject' },
  'field-value': { field: 'source', value: null },
  'field-renamed': { field: 'thread[].poster', to: 'from' },
  'field-words': { field: 'thread[].type', words: { note: 'N' } },
  'field-wrapped': { field: 'staff', as: 'name', others: { format: 'full', parts: ['a'] } },
  'list-longer': { item: { id: 9, name: 'Archived', state: 'archived' } },
  'refusal-header-missing': { header: 'Allow' },
  'xml-text': { text: 'false', to: '' },
  'xml-is-json': {},
  'xml-element-renamed': { element: 'response', to: 'result' },
  'field-ignored': { field: 'priority', type: 'string' },
  'username-ignored': { field: 'staffId' },
  'value-refused': { field: 'source', values: ['Web'], status: 500, type: 'text/html', body: 'No' },
  'characters-dropped': { characters: '<>' },
  'field-refused': { field: 'name', status: 400 },
  'parameter-ignored': { parameter: 'limit' },
  'parameter-cut': { parameter: 'limit' },
  'parameter-refused': { parameter: 'limit', status: 400 },
  'invalid-accepted': {},
  'refused-but-done': {},
  'nothing-done': {},
  'stale-answers': {},
  'key-not-required': {},
  'permission-not-required': {},
  'other-mistakes-first': { status: 401 },
  'ticket-looked-up-first': {},
  'id-taken-for-number': {},
  'time-kept': {},
  delay: { milliseconds: 10 },
  'connection-reset': { after: 'work' },
  'cut-answer': { bytes: 10 },
  'too-many-requests': { retryAfter: 60 },
  'error-page': { status: 503 },
  'slow-body': { bytesPerSecond: 10 },
};

const places: Partial<Record<keyof typeof namedFaults, string[]>> = {
  'list-longer': ['listTicketStatuses'],
  'field-ignored': ['createTicket', 'updateTicket'],
  'username-ignored': ['updateTicket'],
  'value-refused': ['createTicket'],
  'field-refused': ['createTicket'],
  'parameter-ignored': ['searchTickets'],
  'parameter-cut': ['searchTickets'],
  'parameter-refused': ['searchTickets'],
};

const withFault = (fault: string, operations: string[] | undefined, more: object = {}) =>
  checkedProfile({
    profile: 1,
    name: fault,
    contract: contract.info.version,
    deviations: [
      {
        requirements: ['errors/standard-object'],
        seen: 's',
        fault,
        parameters: samples[fault as 'delay'],
        operations,
        ...more,
      },
    ],
    notExpressed: [],
  });

test('each fault gives a contract that lints', async () => {
  const its = folderIn(folder);
  const files: string[] = [];
  for (const fault of Object.keys(samples) as (keyof typeof namedFaults)[]) {
    const operations = places[fault] ?? (fault.startsWith('field') ? ['getTicket'] : undefined);
    const { overlay, document } = await installationContract(withFault(fault, operations));
    expect(overlay.actions.length, fault).toBeGreaterThan(2);
    const file = join(its, `${fault}.json`);
    writeFileSync(file, JSON.stringify(document));
    files.push(file);
  }
  expect(await lint(...files)).toBe('');
});

test('nothing in a profile becomes markup, a script or an escape of a terminal', async () => {
  const hostile = '</script><script>alert(1)</script>\u001b[31m`x` <img src=x onerror=alert(1)>';
  const profile = { ...withFault('text-before-json', undefined), name: hostile };
  const more = {
    ...profile,
    deviations: profile.deviations.map((one) => ({ ...one, seen: hostile, parameters: { text: hostile } })),
  };
  const files = await filesFor(more);
  // Swagger UI's own script has them.
  const { 'api.html': _, ...own } = files;
  for (const { text } of Object.values(own)) expect(text).not.toContain('\u001b');
  expect(files['expect.html']?.text).not.toContain('<img');
  expect(files['api.html']?.text).not.toContain(hostile.slice(0, 20));
  expect(files['expect.md']?.text).not.toMatch(/^[^`]*<img/m);
});

test.skipIf(!hasBrowser)('both pages show all operations, load nothing, and fit a phone', async () => {
  const file = await written(shipped('plugin-2.3.4'));
  const browser = await launchBrowser();
  try {
    const expected = await openPage(browser, file('expect.html'), { viewport: { width: 390, height: 800 } });
    expect(await expected.page.getByRole('heading', { level: 2 }).count()).toBe(11);
    expect(await expected.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const api = await openPage(browser, file('api.html'));
    await api.page.locator('#operations-Tickets-getTicket').click();
    await api.page.getByText('This installation deviates').first().waitFor();
    expect(await api.page.locator('.errors-wrapper').count()).toBe(0);
    expect([...expected.others, ...expected.errors, ...api.others, ...api.errors]).toEqual([]);
  } finally {
    await browser.close();
  }
});
