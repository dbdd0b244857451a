import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { UserError } from '../../installation/user-error.js';
import { startReference } from './reference-target.js';
import { readSettings, type SettingsOptions } from './settings.js';

const secret = 'KEY-THAT-NOBODY-MAY-SEE';
const url = 'https://help.example.org/support';
const environment = { OSTICKET_URL: url, OSTICKET_API_KEY: secret, READ_KEY: `${secret}-2` };

const folder = folderForTests();

/** A settings file with this content. */
function file(content: unknown): string {
  const path = join(folder, 'settings.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The sentence with which settings are refused. */
function refusal(options: SettingsOptions, given: NodeJS.ProcessEnv = environment): string {
  try {
    readSettings(options, given);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error('The settings were accepted');
}

describe('a mistake gives a sentence that says what is wrong, and never a key', () => {
  function expectSentence(message: string, sentence: RegExp): void {
    expect(message).toMatch(sentence);
    expect(message).not.toContain(secret);
    expect(message).not.toMatch(/\n/);
  }

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no address', { OSTICKET_URL: undefined }, /^OSTICKET_URL is not set\./],
    ['an empty address', { OSTICKET_URL: '' }, /^OSTICKET_URL is not set\./],
    ['no web address', { OSTICKET_URL: 'help desk' }, /^OSTICKET_URL is no web address: "help desk"/],
    ['another protocol', { OSTICKET_URL: 'ftp://example.org' }, /must begin with http:\/\/ or https:\/\//],
    ['a password', { OSTICKET_URL: `https://me:${secret}@example.org` }, /must not contain a user name or password/],
    ['no key', { OSTICKET_API_KEY: undefined }, /^OSTICKET_API_KEY is not set\./],
    ['an empty key', { OSTICKET_API_KEY: '' }, /^OSTICKET_API_KEY is not set\./],
  ])('%s', (_, variables, sentence) => {
    expectSentence(refusal({}, { ...environment, ...variables }), sentence);
  });

  test.each<[string, SettingsOptions, RegExp]>([
    ['a rate that is no number', { rate: 'fast' }, /^--rate takes a number above 0, not "fast"\.$/],
    ['a rate of nothing', { rate: '' }, /^--rate takes a number above 0/],
    ['a rate of zero', { rate: '0' }, /^--rate takes a number above 0/],
    ['a timeout below zero', { timeout: '-1' }, /^--timeout takes a number above 0/],
    ['a budget without end', { budget: 'Infinity' }, /^--budget takes a number above 0/],
    ['no settings file', { settings: '/no/such/file.json' }, /^There is no settings file \/no\/such\/file\.json\.$/],
    ['a folder in place of the file', { settings: folder }, /settings file/],
  ])('%s', (_, options, sentence) => expectSentence(refusal(options), sentence));

  const read = { name: 'a', env: 'READ_KEY' };
  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /is no valid JSON/],
    ['no object', [], /the file must be object/],
    ['a name that does not exist', { ulr: url }, /must NOT have additional properties \(ulr\)/],
    [
      'a permission that does not exist',
      { keys: [{ ...read, permissions: ['can_fly'] }] },
      /\/keys\/0\/permissions\/0 must be equal to one of/,
    ],
    ['a key without a name', { keys: [{ env: 'READ_KEY' }] }, /\/keys\/0 must have required property 'name'/],
    ['a key itself', { keys: [{ name: 'a', key: secret }] }, /must NOT have additional properties \(key\)/],
    [
      'a key whose variable is not set',
      { keys: [{ name: 'read', env: 'NO_SUCH' }] },
      /^The key "read" of the settings file is read from NO_SUCH, which is not set\.$/,
    ],
    [
      'a capability that there is not',
      { capabilities: { teleport: true } },
      /\/capabilities property name must be valid/,
    ],
    ['a fact of the wrong type', { known: { topicId: '10' } }, /\/known\/topicId must be integer/],
    ['two keys of one name', { keys: [read, { ...read, env: 'OSTICKET_API_KEY' }] }, /two keys of the name "a"/],
    ['a key with the name of the main one', { keys: [{ ...read, name: 'main' }] }, /two keys of the name "main"/],
  ])('a settings file with %s', (_, content, sentence) => {
    expectSentence(refusal({ settings: file(content) }), sentence);
  });
});

describe('what is not said is chosen with care', () => {
  test('an installation elsewhere is only read, gently, and nothing is deleted', () => {
    expect(readSettings({}, environment)).toMatchObject({
      mode: 'read',
      deletes: false,
      rate: 8,
      url,
      reference: false,
    });
  });
  test('one on this machine is only read too, where nothing else is said, and has no rate limit', () => {
    const here = { ...environment, OSTICKET_URL: 'http://localhost:8080' };
    expect(readSettings({}, here)).toMatchObject({ mode: 'read', deletes: false, rate: 0 });
    expect(readSettings({ write: true }, here)).toMatchObject({ mode: 'write', deletes: true });
    expect(readSettings({ rate: '3', write: true, deletes: false }, here)).toMatchObject({
      mode: 'write',
      deletes: false,
      rate: 3,
    });
  });
  test('writing and deleting elsewhere are asked for, each by itself', () => {
    expect(readSettings({ write: true }, environment)).toMatchObject({ mode: 'write', deletes: false });
    expect(readSettings({ write: true, deletes: true }, environment)).toMatchObject({ mode: 'write', deletes: true });
  });
  test('e-mail and large files are asked for, each by itself', () => {
    expect(readSettings({ write: true }, environment)).toMatchObject({ mail: false, largeFiles: false });
    expect(readSettings({ write: true, allowMail: true }, environment)).toMatchObject({
      mail: true,
      largeFiles: false,
    });
    expect(readSettings({ write: true, largeFiles: true }, environment)).toMatchObject({
      mail: false,
      largeFiles: true,
    });
  });
  test('headers are read from the environment like keys', () => {
    const settings = file({ headers: { Authorization: 'STAGING' } });
    expect(readSettings({ settings }, { ...environment, STAGING: 'Basic dTpw\n' }).headers).toEqual({
      authorization: 'Basic dTpw',
    });
    expect(refusal({ settings })).toMatch(/header Authorization .* is read from STAGING, which is not set/);
    expect(refusal({ settings: file({ headers: { 'x-api-key': 'K' } }) })).toMatch(/give that by OSTICKET_API_KEY/);
    expect(refusal({ settings: file({ headers: { 'no name': 'K' } }) })).toMatch(/has a mistake/);
  });

  test('certificates are read from a file', () => {
    const pem = join(folder, 'ca.pem');
    writeFileSync(pem, '-----BEGIN CERTIFICATE-----\n');
    expect(readSettings({ ca: pem }, environment).ca).toContain('BEGIN CERTIFICATE');
    expect(refusal({ ca: join(folder, 'none.pem') })).toMatch(/cannot be read/);
    expect(refusal({ ca: file('{}') })).toMatch(/holds no certificate in PEM/);
  });

  test('times are in seconds', () => {
    expect(readSettings({ timeout: '2.5', budget: '60' }, environment)).toMatchObject({
      timeoutMs: 2500,
      budgetMs: 60_000,
    });
  });
});

test('the reference server that the command starts gets everything by itself, files of 10 MB too', async () => {
  const { settings, close } = await startReference({});
  await close();
  expect(settings).toMatchObject({ reference: true, mode: 'write', deletes: true, mail: true, largeFiles: true });
});

test('a settings file gives the address, more keys and what is known; the environment comes first', () => {
  const settings = file({
    url: 'https://other.example.org',
    keys: [
      { name: 'read', env: 'READ_KEY', permissions: ['can_read_tickets'], active: false },
      { name: 'log', env: 'LOG_KEY', disposable: true },
    ],
    known: { topicId: 10 },
    capabilities: { markdown: false },
    newTicket: { costCentre: '4711' },
  });
  const { OSTICKET_URL: _, ...withoutAddress } = { ...environment, LOG_KEY: ` ${secret}-3\n` };
  expect(readSettings({ settings }, withoutAddress)).toMatchObject({
    url: 'https://other.example.org',
    keys: [
      { name: 'main', key: secret, active: true },
      { name: 'read', key: `${secret}-2`, permissions: ['can_read_tickets'], active: false },
      { name: 'log', key: `${secret}-3`, active: true, disposable: true },
    ],
    known: { topicId: 10 },
    capabilities: { markdown: false },
    newTicket: { costCentre: '4711' },
  });
  expect(readSettings({ settings }, { ...environment, LOG_KEY: secret }).url).toBe(url);
});
