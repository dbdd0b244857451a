/** What the host does not have is said by name, and a load that is not small is left to k6. */
import { describe, expect, test } from 'vitest';
import { once, runText } from '../host-for-tests.js';

describe('what is not provided is named', () => {
  test.each([
    [`import ws from 'k6/ws'; export default () => {};`, 'k6/ws'],
    [`import { open } from 'k6/experimental/fs'; export default () => {};`, 'k6/experimental/fs'],
    [`import http from 'k6/http'; ${once} export default () => { http.batch([]); };`, 'k6/http.batch'],
    [`import { randomSeed } from 'k6'; ${once} export default () => { randomSeed(1); };`, 'k6.randomSeed'],
    [
      `import exec from 'k6/execution'; ${once} export default () => { try { exec.instance.vusActive; } catch (_) {} };`,
      'k6/execution.instance',
    ],
    [
      `import http from 'k6/http'; ${once} export default () => { http.get('http://127.0.0.1:1', { cookies: {} }); };`,
      'cookies',
    ],
    [
      `import http from 'k6/http'; ${once} export default () => { http.post('http://127.0.0.1:1', { a: 1 }); };`,
      'a form',
    ],
    [
      `export const options = { scenarios: { a: { executor: 'externally-controlled' } } }; export default () => {};`,
      'externally-controlled',
    ],
    [`export const options = { rps: 5 }; export default () => {};`, 'rps'],
    [`import x from 'https://jslib.k6.io/x.js'; export default () => {};`, 'https://jslib.k6.io/x.js'],
  ])('%s', async (text, name) => {
    const { code, stderr } = await runText(text);
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
  [
    '{ scenarios: { a: { executor: "constant-arrival-rate", rate: 9999, duration: "1s", preAllocatedVUs: 1 } } }',
    'RATE',
  ],
])('a load that is not small is refused: %s', async (options, setting) => {
  const { code, stderr } = await runText(`export const options = ${options}; export default () => {};`);
  expect(code).toBe(104);
  expect(stderr).toContain(setting);
  expect(stderr).toContain('Install k6');
});
