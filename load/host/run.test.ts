/** The life of a script on the host, against https://grafana.com/docs/k6/latest/using-k6/test-lifecycle/ and the API's pages. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runText } from '../host-for-tests.js';

const once = `export const options = { scenarios: { one: { executor: 'shared-iterations', vus: 1, iterations: 1 } } };`;

describe('life', () => {
  test('init, setup, iterations, teardown and summary, with copies of the data', async () => {
    const { code, stderr, stdout, points } = await runText(`
      import { Counter } from 'k6/metrics';
      const seen = new Counter('seen');
      export const options = { scenarios: { one: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } } };
      export function setup() { return { value: 1 }; }
      export default function (data) { seen.add(data.value); data.value += 1; }
      export function teardown(data) { console.log('teardown has ' + data.value); }
      export function handleSummary(data) {
        return { stdout: JSON.stringify({ seen: data.metrics.seen.values.count, iterations: data.metrics.iterations.values.count, setup: data.setup_data }) };
      }`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'log: teardown has 1\n' });
    expect(JSON.parse(stdout)).toEqual({ seen: 4, iterations: 4, setup: { value: 1 } });
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
    const { code, stdout, stderr } = await runText(`${once}
      import exec from 'k6/execution';
      export default function () { try { exec.test.abort('enough'); } catch (error) { console.log('caught'); } finally { console.log('finally'); } }
      export function teardown() { console.log('teardown'); }
      export const handleSummary = () => ({ stdout: 'summary' });`);
    expect({ code, stdout, stderr }).toEqual({ code: 108, stdout: 'summary', stderr: 'log: teardown\nenough\n' });
  });

  test('an iteration that throws is told, and the run goes on', async () => {
    const { code, points, stderr } = await runText(`
      export const options = { vus: 1, iterations: 3 };
      export default function () { throw new Error('oh ' + __ITER); }`);
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

  test('the environment, the numbers of the user and the iteration, and the scenario', async () => {
    const { stderr } = await runText(
      `import exec from 'k6/execution';
      export const options = { scenarios: { mine: { executor: 'per-vu-iterations', vus: 1, iterations: 2, exec: 'work', env: { B: 'scenario' } } } };
      export function work() { console.log([__ENV.A, __ENV.B, __VU, __ITER, exec.scenario.name, exec.scenario.iterationInTest, exec.vu.idInTest].join(' ')); }`,
      { A: 'outside', B: 'outside' },
    );
    expect(stderr).toBe('log: outside scenario 1 0 mine 0 1\nlog: outside scenario 1 1 mine 1 1\n');
  });

  test('a script has what k6 has, and not what Node has', async () => {
    const { stderr } = await runText(`${once}
      export default function () { console.log([typeof process, typeof Buffer, typeof fetch, typeof URL, typeof require].join(' ')); }`);
    expect(stderr).toBe('log: undefined undefined undefined undefined function\n');
  });

  test('TypeScript is stripped of its types', async () => {
    const text = `${once} interface A { b: number } const a: A = { b: 1 }; export default function (): void { console.log((a as A).b); }`;
    expect(await runText(text, {}, 'script.ts')).toMatchObject({ code: 0, stderr: 'log: 1\n' });
  });

  test('a shared array is made once for all, and cannot be changed', async () => {
    const { stderr } = await runText(`
      import { SharedArray } from 'k6/data';
      const list = new SharedArray('list', () => { console.log('made'); return [{ n: 1 }, { n: 2 }, 'ü']; });
      export const options = { scenarios: { one: { executor: 'per-vu-iterations', vus: 3, iterations: 1 } } };
      export default function () {
        let refused = 0;
        try { list[0] = 1; } catch (_) { refused += 1; }
        try { 'use strict'; list.push(1); } catch (_) { refused += 1; }
        if (__VU === 1) console.log([list.length, list[1].n, list[2], [...list].length, list.map((one) => one.n)[0], list[9], refused].join(' '));
      }`);
    expect(stderr.split('\n')).toEqual(['log: made', 'log: 3 2 ü 3 1  2', '']);
  });
});

describe('checks, groups and thresholds', () => {
  test('checks are counted with their group, and groups have a duration', async () => {
    const { code, points, stdout } = await runText(`${once}
      import { check, group } from 'k6';
      export default function () {
        const value = group('outer', () => group('inner', () => { check(1, { 'is one': (n) => n === 1, 'is two': (n) => n === 2 }, { own: 'tag' }); return 7; }));
        if (value !== 7) throw new Error('group gives back what its body gives');
      }
      export const handleSummary = (data) => ({ stdout: JSON.stringify(data.root_group) });`);
    expect(code).toBe(0);
    const checks = points.filter(({ metric }) => metric === 'checks');
    expect(checks.map(({ value }) => value)).toEqual([1, 0]);
    expect(checks[0]?.tags).toEqual({ group: '::outer::inner', check: 'is one', scenario: 'one', own: 'tag' });
    expect(points.filter(({ metric }) => metric === 'group_duration').map(({ tags }) => tags['group'])).toEqual(['::outer::inner', '::outer']);
    const [outer] = JSON.parse(stdout).groups;
    expect(outer.groups[0].checks).toContainEqual({ name: 'is two', path: '::outer::inner::is two', passes: 0, fails: 1 });
  });

  test('a threshold that is missed ends with 99, and the summary says which', async () => {
    const { code, stdout } = await runText(`
      import { Rate } from 'k6/metrics';
      const errors = new Rate('errors');
      export const options = { iterations: 2, vus: 1, thresholds: { errors: ['rate<0.5', 'rate<2'] } };
      export default function () { errors.add(true); }
      export const handleSummary = (data) => ({ stdout: JSON.stringify(data.metrics.errors.thresholds) });`);
    expect(code).toBe(99);
    expect(JSON.parse(stdout)).toEqual({ 'rate<0.5': { ok: false }, 'rate<2': { ok: true } });
  });

  test('abortOnFail ends the run before its time', async () => {
    const { code, points } = await runText(`
      import { sleep } from 'k6';
      import { Rate } from 'k6/metrics';
      const errors = new Rate('errors');
      export const options = { vus: 2, duration: '60s', thresholds: { errors: [{ threshold: 'rate<0.5', abortOnFail: true }] } };
      export default function () { errors.add(true); sleep(0.1); }`);
    expect(code).toBe(99);
    expect(points.filter(({ metric }) => metric === 'iterations').length).toBeLessThan(200);
  });

  test('without a handleSummary the summary is printed', async () => {
    const { stdout } = await runText(`export const options = { iterations: 2, vus: 1, thresholds: { iterations: ['count==2'] } }; export default () => {};`);
    expect(stdout).toContain('✓ \'count==2\'');
    expect(stdout).toMatch(/iterations\.+: 2 /);
  });
});

describe('requests', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/elsewhere') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.writeHead(request.url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ method: request.method, key: request.headers['x-api-key'], body }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const say = (body: string) => runText(`${once} import http from 'k6/http'; export default function () { ${body} }`, { URL: url });

  test('method, headers, body, status, and the answer', async () => {
    const { stderr, points } = await say(`
      const r = http.patch(__ENV.URL + '/x?y=1', '{"a":"ü"}', { headers: { 'X-API-Key': 'k' }, tags: { name: 'N', operation: 'o' } });
      console.log([r.status, r.error_code, r.headers['Content-Type'], JSON.stringify(r.json()), r.timings.duration > 0].join(' '));`);
    expect(stderr).toBe('log: 200 0 application/json {"method":"PATCH","key":"k","body":"{\\"a\\":\\"ü\\"}"} true\n');
    const [sample] = points.filter(({ metric }) => metric === 'http_reqs');
    expect(sample?.tags).toMatchObject({ name: 'N', operation: 'o', method: 'PATCH', status: '200', expected_response: 'true', scenario: 'one' });
  });

  test('a 404 has the code 1404 and has failed, unless it is expected', async () => {
    const { stderr, points } = await say(`
      const r = http.get(__ENV.URL + '/missing');
      http.get(__ENV.URL + '/missing', { responseCallback: http.expectedStatuses({ min: 400, max: 404 }) });
      console.log(r.status + ' ' + r.error_code);`);
    expect(stderr).toBe('log: 404 1404\n');
    expect(points.filter(({ metric }) => metric === 'http_req_failed').map(({ value }) => value)).toEqual([1, 0]);
  });

  test('a timeout is 1050, a refused connection 1212, each with the status 0 and no body', async () => {
    const { stderr } = await say(`
      for (const [u, timeout] of [[__ENV.URL + '/slow', '100ms'], ['http://127.0.0.1:1/', 5000]]) {
        const r = http.get(u, { timeout });
        console.log([r.status, r.error_code, r.body].join(' '));
      }`);
    expect(stderr).toBe('log: 0 1050 \nlog: 0 1212 \n');
  });

  test('a redirect is an answer where none is followed, and otherwise not provided', async () => {
    expect((await say(`console.log(http.get(__ENV.URL + '/elsewhere', { redirects: 0 }).status);`)).stderr).toBe('log: 302\n');
    const { code, stderr } = await say(`http.get(__ENV.URL + '/elsewhere');`);
    expect(code).toBe(107);
    expect(stderr).toContain('following a redirect is not provided by this host; run the script with k6.');
  });

  test('the type of the body', async () => {
    const { stderr } = await say(`
      console.log([http.get(__ENV.URL, { responseType: 'none' }).body, http.get(__ENV.URL, { responseType: 'binary' }).body.byteLength > 10].join(' '));`);
    expect(stderr).toBe('log:  true\n');
  });
});

describe('what is not provided is named', () => {
  test.each([
    [`import ws from 'k6/ws'; export default () => {};`, 'k6/ws'],
    [`import { open } from 'k6/experimental/fs'; export default () => {};`, 'k6/experimental/fs'],
    [`import http from 'k6/http'; ${once} export default () => { http.batch([]); };`, 'k6/http.batch'],
    [`import { randomSeed } from 'k6'; ${once} export default () => { randomSeed(1); };`, 'k6.randomSeed'],
    [`import exec from 'k6/execution'; ${once} export default () => { try { exec.instance.vusActive; } catch (_) {} };`, 'k6/execution.instance'],
    [`import http from 'k6/http'; ${once} export default () => { http.get('http://127.0.0.1:1', { cookies: {} }); };`, 'cookies'],
    [`import http from 'k6/http'; ${once} export default () => { http.post('http://127.0.0.1:1', { a: 1 }); };`, 'a form'],
    [`export const options = { scenarios: { a: { executor: 'externally-controlled' } } }; export default () => {};`, 'externally-controlled'],
    [`export const options = { rps: 5 }; export default () => {};`, 'rps'],
    [`import x from 'https://jslib.k6.io/x.js'; export default () => {};`, 'https://jslib.k6.io/x.js'],
  ])('%s', async (text, name) => {
    const { code, stderr } = await runText(text);
    // A script that catches the error of a member goes on; what it asked for is not there, either way.
    if (text.includes('catch')) return expect(code).toBe(0);
    expect(code).not.toBe(0);
    expect(stderr).toContain(name);
    expect(stderr).toContain('not provided by this host; run the script with k6.');
    expect(stderr).not.toContain('    at ');
  });

  test.each([
    [`import _ from 'lodash'; export default () => {};`, 'no packages'],
    [`import x from './x'; export default () => {};`, 'real extension'],
  ])('k6 does not have it either: %s', async (text, why) => {
    expect(await runText(text)).toMatchObject({ code: 107, stderr: expect.stringContaining(why) });
  });
});

test.each([
  ['{ vus: 500, duration: "1s" }', 'MAX_VUS'],
  ['{ vus: 1, duration: "2h" }', 'DURATION_SECONDS'],
  ['{ scenarios: { a: { executor: "constant-arrival-rate", rate: 9999, duration: "1s", preAllocatedVUs: 1 } } }', 'RATE'],
])('a load that is not small is refused: %s', async (options, setting) => {
  const { code, stderr } = await runText(`export const options = ${options}; export default () => {};`);
  expect(code).toBe(104);
  expect(stderr).toContain(setting);
  expect(stderr).toContain('Install k6');
});
