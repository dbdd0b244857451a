import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { mariadbDatabase } from './each-store.js';
import { openStore, StoreError } from './open.js';
import { openDatabase } from './sqlite/open-database.js';

const SECRET = 'hunter2';
const folder = folderForTests();
afterEach(() => vi.unstubAllEnvs());

/** The message of the refusal: one line for a person, without the password. */
async function refusal(address: string): Promise<string> {
  const error = await openStore(address).then(
    () => expect.fail(`${address} was opened`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  const { message } = error as StoreError;
  expect(message).not.toContain(SECRET);
  expect(message).not.toContain('\n');
  return message;
}

describe('an address that cannot be read', () => {
  test.each([
    [`postgres://a:${SECRET}@h/d`, 'The store "postgres:" is not known. Use memory, sqlite:FILE or mysql:'],
    ['memroy', 'The store "memroy" is not known'],
    ['sqlite:', 'No file is named'],
    [`mysql://a:${SECRET}@h:x/d`, 'The mysql: address cannot be read'],
    [`mysql://a:${SECRET}@h`, 'lacks the user, the host or the database'],
    [`mysql://h/d?password=${SECRET}`, 'has no option "password"'],
    [`mysql://a:${SECRET}%@h/d`, 'has a % that does not begin a %XX code'],
    [`mysql://a:${SECRET}@h/d?prefix=a;b`, 'The table prefix may contain only letters, digits and _'],
  ])('%s', async (address, message) => {
    expect(await refusal(address)).toContain(message);
  });
});

describe('a SQLite file', () => {
  test('in a folder that does not exist', async () => {
    expect(await refusal(`sqlite:${folder}/none/t.sqlite`)).toContain(`the folder ${folder}/none does not exist`);
  });

  test('that is a folder', async () => {
    expect(await refusal(`sqlite:${folder}`)).toContain('it is a folder');
  });

  test('that is not a SQLite database is left as it is', async () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear reader, '.repeat(1000));
    expect(await refusal(`sqlite:${file}`)).toContain('is not a SQLite database');
    expect(readFileSync(file, 'utf8')).toBe('Dear reader, '.repeat(1000));
  });

  test.each(['create table history (url text)', 'create table config (id integer)'])(
    'of another program: %s',
    async (ddl) => {
      const file = join(folder, `other-${ddl.length}.sqlite`);
      const other = openDatabase(file);
      other.exec(ddl);
      other.close();
      const before = readFileSync(file);
      expect(await refusal(`sqlite:${file}`)).toContain('is a SQLite database of another program');
      expect(readFileSync(file).equals(before)).toBe(true);
    },
  );

  test('with tables of another version', async () => {
    const file = join(folder, 'old.sqlite');
    const store = await openStore(`sqlite:${file}`);
    await store.db.updateTable('config').set({ value: '0' }).where('namespace', '=', 'osticket-contract').execute();
    await store.close();
    expect(await refusal(`sqlite:${file}`)).toContain('holds tables of version 0');
  });

  test('that another process keeps locked', { timeout: 20_000 }, async () => {
    const file = join(folder, 'locked.sqlite');
    const other = openDatabase(file);
    other.exec('begin exclusive');
    expect(await refusal(`sqlite:${file}`)).toContain('another process keeps it locked');
    other.close();
  });
});

test('a MySQL server that does not answer', async () => {
  expect(await refusal(`mysql://a:${SECRET}@127.0.0.1:1/d`)).toContain('Nothing answers at 127.0.0.1:1');
  expect(await refusal(`mysql://a:${SECRET}@no.such.host.invalid/d`)).toContain(
    'There is no host named no.such.host.invalid',
  );
});

describe.skipIf(inject('mariadbUrl') === null)('a MariaDB database', () => {
  const server = () => new URL(inject('mariadbUrl') ?? '');
  const at = () => `127.0.0.1:${server().port}`;

  test('that the user may not use, with another password, or that does not exist', async () => {
    expect(await refusal(`mysql://test:${SECRET}@${at()}/d`)).toContain(`${at()} refused the user test`);
    expect(await refusal(`mysql://test@${at()}/d`)).toContain('refused the user test');
    expect(await refusal(`${server()}no_such_database`)).toContain('has no database no_such_database');
    const connection = await createConnection(server().href);
    await connection.query(`create user 'guest'@'127.0.0.1' identified by '${SECRET}'`);
    await connection.end();
    expect(await refusal(`mysql://guest:${SECRET}@${at()}/private`)).toContain(
      'The user guest may not use the database private',
    );
  });

  test('takes the password from the environment', async () => {
    const place = await mariadbDatabase();
    const url = new URL(place.address);
    vi.stubEnv('OSTICKET_DB_PASSWORD', url.password);
    url.password = '';
    await (await openStore(url.href)).close();
    await place.remove();
  });

  test('that has only some of the tables, or tables of an osTicket without the plugin', async () => {
    const place = await mariadbDatabase();
    await (await openStore(place.address)).close();
    const connection = await createConnection(place.address);
    await connection.query('alter table ost_api_key drop column can_read_stats');
    expect(await refusal(place.address)).toContain('ost_api_key in the database test_');
    expect(await refusal(place.address)).toContain('no column can_read_stats. The API Endpoints plugin adds it');
    await connection.query('drop table ost_sla');
    expect(await refusal(place.address)).toContain(
      'has only 22 of the 23 tables with the prefix "ost_"; ost_sla is missing',
    );
    await connection.end();
    await place.remove();
  });
});
