/** What the host does not have is said by name, and a load that is not small is left to k6. */
import { describe, expect, test } from 'vitest';
import { noSummary, once, optionsText, runText } from '../host-for-tests.js';

const asks = (text: string) => `import http from 'k6/http'; ${once} export default () => { ${text} };`;
const scenario = (own: Record<string, unknown>) => `${optionsText(own)} ${noSummary} export default () => {};`;

describe('what is not provided is named', () => {
  test.each([
    [`import ws from 'k6/ws'; export default () => {};`, 'k6/ws'],
    [`import { open } from 'k6/experimental/fs'; export default () => {};`, 'k6/experimental/fs'],
    [asks('http.batch([]);'), 'k6/http.batch'],
    [asks(`http.get('http://127.0.0.1:1');`), 'k6/http.get'],
    [asks(`http.request('GET', 'http://127.0.0.1:1', null, { cookies: {} });`), 'cookies'],
    [asks(`http.request('POST', 'http://127.0.0.1:1', { a: 1 }, { redirects: 0 });`), 'a body that is no text'],
    [asks(`http.request('GET', 'http://127.0.0.1:1');`), 'following redirects'],
    [asks(`http.request('GET', 'http://127.0.0.1:1', null, { redirects: 0, responseType: 'binary' });`), 'binary'],
    [asks('console.log(__ITER);'), '__ITER'],
    [`import { group } from 'k6'; ${once} export default () => { group('a', () => 1); };`, 'k6.group'],
    [`import { Gauge } from 'k6/metrics'; const one = new Gauge('one'); ${once} export default () => {};`, 'Gauge'],
    [
      `import exec from 'k6/execution'; ${once} export default () => { try { exec.instance.vusActive; } catch (_) {} };`,
      'k6/execution.instance',
    ],
    [
      `${optionsText({})} export const handleSummary = (data) => data.root_group; export default () => {};`,
      'root_group',
    ],
    [`${optionsText({})} export default () => {};`, 'without handleSummary'],
    [`${optionsText({}, { rps: 5 })} export default () => {};`, 'rps'],
    [`${optionsText({}, { maxRedirects: 3 })} export default () => {};`, 'maxRedirects'],
    [scenario({ executor: 'constant-vus' }), 'constant-vus'],
    [scenario({ startTime: '5s' }), 'startTime'],
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

const rate = { executor: 'constant-arrival-rate', timeUnit: '1s', duration: '1s', preAllocatedVUs: 1, maxVUs: 1 };

test.each([
  [{ vus: 500 }, 'MAX_VUS'],
  [{ maxDuration: '2h' }, 'DURATION_SECONDS'],
  [{ ...rate, rate: 9999 }, 'RATE'],
])('a load that is not small is refused: %j', async (own, setting) => {
  const { code, stderr } = await runText(scenario(own));
  expect(code).toBe(104);
  expect(stderr).toContain(setting);
  expect(stderr).toContain('Install k6');
});

test.each([
  [{ ...rate, rate: 1.5 }, 'rate must be a whole number, not 1.5'],
  [rate, 'rate is missing'],
])('a mistake in a scenario is a sentence: %j', async (own, sentence) => {
  expect(await runText(scenario(own))).toMatchObject({ code: 104, stderr: `The scenario one: ${sentence}.\n` });
});
