/** The action of this repository: its step is run as a runner of GitHub does. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { readingThrough, secret, target } from './conformance-for-tests.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'conformance');
const scratch = folderForTests();

/** The value of an expression of the action, from its inputs. */
const filled = (text: string, inputs: Record<string, string>) =>
  text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => inputs[name] ?? action.inputs[name].default);

function runStep(inputs: Record<string, string>, folder: string) {
  const { OSTICKET_URL: _, OSTICKET_API_KEY: __, ...others } = process.env;
  const given = Object.entries<string>(step.env).map(([name, value]) => [name, filled(value, inputs)]);
  const env = {
    ...others,
    ...Object.fromEntries(given),
    GITHUB_ACTION_PATH: root,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  };
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { cwd: folder, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  return new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
}

test('annotates what is broken, fills the summary of the step, and fails it', async () => {
  const folder = folderIn(scratch);
  const url = await target(await readingThrough((text) => text.replaceAll(/"name":"([^"]*)"/g, '"name":7')));
  const inputs = { url, 'api-key': secret, arguments: '--no-write --only listTicketStatuses/*' };
  const { code, output } = await runStep(inputs, folder);
  expect(code, output).toBe(1);
  expect(output).toMatch(/^::error title=Problem 1%3A .*listTicketStatuses\/name-is-string/m);
  expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('# ✗ Not conformant');
  expect(readFileSync(join(folder, 'conformance-report', 'results.json'), 'utf8')).toContain('"format"');
});

test('no script has an expression in it, where an input could become a command', () => {
  for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
});

test('the example of a nightly run uses it with inputs that it has', () => {
  const page = readFileSync(join(root, 'docs', 'nightly.md'), 'utf8');
  const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const used = workflow.jobs.conformance.steps.find(({ uses = '' }: { uses?: string }) =>
    uses.includes('osticket-contract'),
  );
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used.with)));
  expect(Object.keys(used.with)).toEqual(expect.arrayContaining(['url', 'api-key']));
});
