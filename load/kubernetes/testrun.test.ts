/** The manifest says what the scripts read, and the key is in a secret only. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../shared/settings.js';

const manifest = parse(readFileSync(new URL('./testrun.yaml', import.meta.url), 'utf8'));
const guide = readFileSync(new URL('../DISTRIBUTED.md', import.meta.url), 'utf8');
type Variable = { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } };
const env: Variable[] = manifest.spec.runner.env;

test('it is a TestRun of several runners', () => {
  expect(manifest).toMatchObject({ apiVersion: 'k6.io/v1alpha1', kind: 'TestRun' });
  expect(manifest.spec.parallelism).toBeGreaterThan(1);
});

test('the names are those that the guide creates', () => {
  const { configMap } = manifest.spec.script;
  expect(guide).toContain(`kubectl create configmap ${configMap.name} --from-file=${configMap.file}`);
  const key = env.find(({ name }) => name === 'OSTICKET_API_KEY');
  const { name, key: entry } = key?.valueFrom?.secretKeyRef ?? { name: '', key: '' };
  expect(guide).toContain(`kubectl create secret generic ${name} --from-literal=${entry}=`);
  expect(guide).toContain(`k6_cr=${manifest.metadata.name}`);
  expect(key?.value).toBeUndefined();
});

test('the scenario is the one of the archive', () => {
  expect(guide).toContain(
    `k6 archive --exclude-env-vars -e SCENARIO=${env.find(({ name }) => name === 'SCENARIO')?.value} `,
  );
});

test('with a key, the settings are in order', () => {
  const values = Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'key']));
  expect(readSettings(values, { rate: 5 }).problem).toBeUndefined();
});
