/** The action of this repository: its step is run as a runner of GitHub does. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
    GITHUB_OUTPUT: join(folder, 'output'),
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

test('three lines are enough: it reads only, ends with 0, and says where the report is', async () => {
  const folder = folderIn(scratch);
  const url = await target(await readingThrough((text) => text));
  const inputs = { ...example().with, url, 'api-key': secret, report: 'of/$(touch made)/a b' };
  const { code, output } = await runStep(inputs, folder);
  expect(code, output).toBe(0);
  expect(output).toMatch(/^::notice title=osTicket API%3A Partly verified::/m);
  expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('## What to do');
  expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('artifact=of---touch-made--a-b\n');
  const { run } = JSON.parse(readFileSync(join(folder, inputs.report, 'results.json'), 'utf8'));
  expect(run.mode).toBe('read');
  expect(existsSync(join(folder, 'made'))).toBe(false);
});

test('every script names its shell, and the report is kept whenever there may be one', () => {
  for (const { run, shell } of action.runs.steps) if (run) expect(shell).toBe('bash');
  const kept = action.runs.steps.at(-1);
  expect(kept.if).toBe("always() && steps.conformance.outputs.artifact != ''");
  expect(filled(kept.with.path, { report: 'x' })).toBe('x');
});

test('no script has an expression in it, where an input could become a command', () => {
  for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
});

/** The step of the example in the documentation. */
function example() {
  const page = readFileSync(join(root, 'docs', 'nightly.md'), 'utf8');
  const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  return workflow.jobs.conformance.steps.find(({ uses = '' }: { uses?: string }) => uses.includes('osticket-contract'));
}

test('the example of a nightly run uses it with inputs that it has', () => {
  const used = example();
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used.with)));
  expect(Object.keys(used.with)).toEqual(expect.arrayContaining(['url', 'api-key']));
});
