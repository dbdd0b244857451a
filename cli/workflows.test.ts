/** .github/workflows: what a mistake in them would cost shows only when a version is published. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const workflow = (name: string) => parse(file(`.github/workflows/${name}.yml`));

test('only a tag publishes, with provenance, what passes the tests', () => {
  const { on, permissions, jobs } = workflow('publish');
  expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
  expect([permissions, jobs.publish.permissions]).toEqual([
    { contents: 'read' },
    { contents: 'read', 'id-token': 'write' },
  ]);
  const commands = jobs.publish.steps.map(({ run }: { run?: string }) => run);
  expect(commands.slice(-2)).toEqual(['npm test', 'npm publish --provenance --access public']);
});

test('each proof of the week is a script of package.json', () => {
  const { scripts } = JSON.parse(file('package.json'));
  const { strategy, steps } = workflow('weekly').jobs.proofs;
  const named = strategy.matrix.proof.map((proof: string) => proof.split(' ')[0]);
  expect(named).toContain('collateral');
  expect(named.filter((name: string) => !(name in scripts))).toEqual([]);
  expect(steps.at(-1).run).toContain('matrix.proof');
});

test('the oldest version of Node that package.json names is tested, and what comes after it', () => {
  const { engines } = JSON.parse(file('package.json'));
  const { node } = workflow('test').jobs.test.strategy.matrix;
  expect(`>=${node[0]}`).toBe(engines.node);
  expect(node).toHaveLength(4);
});
