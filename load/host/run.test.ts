/** The life of a script on the host, against https://grafana.com/docs/k6/latest/using-k6/test-lifecycle/ */
import { describe, expect, test } from 'vitest';
import { noSummary, once, optionsText, runText } from '../host-for-tests.js';

describe('life', () => {
  test('init, setup, iterations, teardown and summary, with copies of the data', async () => {
    const { code, stderr, stdout, points } = await runText(`
      import { Counter } from 'k6/metrics';
      const seen = new Counter('seen');
      ${optionsText({ vus: 2, iterations: 4 })}
      export function setup() { return { value: 1 }; }
      export default function (data) { seen.add(data.value); data.value += 1; }
      export function teardown(data) { console.log('teardown has ' + data.value); }
      export function handleSummary(data) {
        return { stdout: JSON.stringify({ seen: data.metrics.seen.values.count, iterations: data.metrics.iterations.values.count }) };
      }`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'log: teardown has 1\n' });
    expect(JSON.parse(stdout)).toEqual({ seen: 4, iterations: 4 });
    expect(points.filter(({ metric }) => metric === 'iterations')).toHaveLength(4);
  });

  test('without a setup that ends well there is no teardown', async () => {
    const { code, stderr } = await runText(`${once}
      export function setup() { throw new Error('no luck'); }
      export default function () { console.log('iteration'); }
      export function teardown() { console.log('teardown'); }`);
    expect({ code, stderr }).toEqual({ code: 107, stderr: 'setup() threw an error: no luck\n' });
  });

  test('abort ends the script past every catch, and after it teardown and the summary run', async () => {
    const { code, stdout, stderr } = await runText(`${optionsText({})}
      import exec from 'k6/execution';
      export default function () { try { exec.test.abort('enough'); } catch (error) { console.log('caught'); } finally { console.log('finally'); } }
      export function teardown() { console.log('teardown'); }
      export const handleSummary = () => ({ stdout: 'summary' });`);
    expect({ code, stdout, stderr }).toEqual({ code: 108, stdout: 'summary', stderr: 'log: teardown\nenough\n' });
  });

  test('an iteration that throws is told, and the run goes on', async () => {
    const { code, points, stderr } = await runText(`
      ${optionsText({ iterations: 3 })} ${noSummary}
      let count = 0;
      export default function () { throw new Error('oh ' + count++); }`);
    expect(code).toBe(0);
    expect(points.filter(({ metric }) => metric === 'iterations')).toHaveLength(3);
    expect(stderr).toContain('oh 2');
  });

  test('init code that throws ends the run', async () => {
    expect(await runText(`throw new Error('not today'); export default () => {};`)).toMatchObject({
      code: 107,
      stderr: 'not today\n',
    });
  });

  test('the environment, and the function that the scenario names', async () => {
    const text = `${optionsText({ exec: 'work' })} ${noSummary} export function work() { console.log(__ENV.A); }`;
    expect((await runText(text, { A: 'outside' })).stderr).toBe('log: outside\n');
  });

  test('a script has what k6 has, and not what Node has', async () => {
    const { stderr } = await runText(`${once}
      export default function () { console.log([typeof process, typeof Buffer, typeof fetch, typeof URL, typeof require].join(' ')); }`);
    expect(stderr).toBe('log: undefined undefined undefined undefined function\n');
  });

  test('TypeScript is stripped of its types', async () => {
    const text = `${once} interface A { b: number } const a: A = { b: 1 }; export default function (): void { console.log((a as A).b); }`;
    expect(await runText(text, {}, { name: 'script.ts' })).toMatchObject({ code: 0, stderr: 'log: 1\n' });
  });

  test('a shared array is made once for all, and cannot be changed', async () => {
    const { stderr } = await runText(`
      import { SharedArray } from 'k6/data';
      const list = new SharedArray('list', () => { console.log('made'); return [{ n: 1 }, { n: 2 }, 'ü']; });
      ${optionsText({ vus: 3, iterations: 3 })} ${noSummary}
      export default function () {
        let refused = 0;
        try { list[0] = 1; } catch (_) { refused += 1; }
        try { 'use strict'; list.push(1); } catch (_) { refused += 1; }
        console.log([list.length, list[1].n, list[2], [...list].length, list.map((one) => one.n)[0], list[9], refused].join(' '));
      }`);
    const lines = stderr.trim().split('\n');
    expect(lines.filter((line) => line === 'log: made')).toHaveLength(1);
    expect(new Set(lines)).toEqual(new Set(['log: made', 'log: 3 2 ü 3 1  2']));
  });

  test.each([
    ['in the middle of an iteration', 'begin', ['log: setup', 'log: begin', 'log: teardown']],
    ['during setup, which ends first', 'setup', ['log: setup', 'log: teardown']],
  ])('an end from outside, %s, leaves nothing behind', async (_, stopAt, said) => {
    const text = `${once}
      import { sleep } from 'k6';
      export function setup() { console.log('setup'); sleep(0.5); return {}; }
      export default function () { console.log('begin'); sleep(60); }
      export function teardown() { console.log('teardown'); }`;
    const { code, stderr } = await runText(text, {}, { stopAt });
    expect({ code, said: stderr.trim().split('\n') }).toEqual({
      code: 105,
      said: [...said, 'The run was ended from outside.'],
    });
  });
});
