import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.js';

const fine = { OSTICKET_URL: 'http://127.0.0.1:3000', OSTICKET_API_KEY: 'key' };
const problem = (env: Record<string, string>) => readSettings({ ...fine, ...env }, { rate: 5 }).problem;

describe('each mistake is one sentence', () => {
  test.each([
    [{ OSTICKET_URL: '' }, 'OSTICKET_URL is not set'],
    [{ OSTICKET_URL: 'help.example.org' }, 'begin with http'],
    [{ OSTICKET_URL: 'http://user:word@host/' }, 'user name'],
    [{ OSTICKET_URL: 'http://host/?a=1' }, 'query'],
    [{ OSTICKET_API_KEY: '' }, 'OSTICKET_API_KEY is not set'],
    [{ OSTICKET_API_KEY: 'a b' }, 'without spaces'],
    [{ SCENARIO: 'heavy' }, 'smoke, average'],
    [{ RATE: '-1' }, 'RATE takes a number above 0'],
    [{ DURATION_SECONDS: 'long' }, 'DURATION_SECONDS'],
    [{ OSTICKET_URL: 'https://help.example.org', SCENARIO: 'stress' }, 'ALLOW_HEAVY_LOAD=yes'],
    [{ OSTICKET_URL: 'https://help.example.org', SCENARIO: 'breakpoint' }, 'ALLOW_HEAVY_LOAD=yes'],
  ])('%j', (env, words) => {
    expect(problem(env)).toContain(words);
  });

  test('what is allowed has none', () => {
    expect(problem({ SCENARIO: 'stress' })).toBeUndefined();
    expect(
      problem({ OSTICKET_URL: 'https://help.example.org/support/api/', SCENARIO: 'soak', ALLOW_HEAVY_LOAD: 'yes' }),
    ).toBeUndefined();
    expect(problem({ OSTICKET_URL: 'https://help.example.org', SCENARIO: 'average' })).toBeUndefined();
  });
});

test('a key is read without the spaces and line ends around it', () => {
  expect(readSettings({ ...fine, OSTICKET_API_KEY: ' key\r\n' }, { rate: 1 })).toMatchObject({
    key: 'key',
    problem: undefined,
  });
});

test('the root of the installation, whatever stands behind it', () => {
  expect(readSettings({ ...fine, OSTICKET_URL: 'https://a.example/support/api/' }, { rate: 1 }).url).toBe(
    'https://a.example/support',
  );
});

test('writing is allowed on this machine, and elsewhere only when it is said', () => {
  const writes = (env: Record<string, string>) => readSettings({ ...fine, ...env }, { rate: 1 }).writes;
  expect([writes({}), writes({ ALLOW_WRITES: 'no' })]).toEqual([true, false]);
  const away = { OSTICKET_URL: 'https://a.example' };
  expect([writes(away), writes({ ...away, ALLOW_WRITES: 'yes' })]).toEqual([false, true]);
});
