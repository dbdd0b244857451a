/** `osticket-contract keys`: makes the keys for a run in an installation's database, and removes them again. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { quote } from '../conformance/reports/repeat/shell.js';
import type { NamedKey } from '../installation/keys.js';
import { print } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';
import { openStore } from '../server/store/open.js';
import type { Store } from '../server/store/store.js';
import { makeTestKeys, removeTestKeys } from '../server/test-keys.js';

interface Flags {
  database: string;
  address: string;
  settings: string;
  keys: string;
  all?: boolean;
}

/** The environment variable that a key is read from. */
const variable = (name: string) =>
  name === 'main' ? 'OSTICKET_API_KEY' : `OSTICKET_KEY_${name.toUpperCase().replaceAll('-', '_')}`;

export function keysCommand(): Command {
  const command = new Command('keys').description(
    "make API keys for a run in an installation's database, and remove them",
  );
  const database = [
    '--database <address>',
    'mysql://USER:PASSWORD@HOST:PORT/DATABASE?prefix=ost_ (the password may be in OSTICKET_DB_PASSWORD)',
  ] as const;
  command
    .command('make')
    .description(
      'make a key with all permissions, one for each permission alone and one for all others, one that is switched off, and a disposable one',
    )
    .requiredOption(...database)
    .requiredOption(
      '--address <ip>',
      'the address that the installation sees this machine under; the keys work from there only',
    )
    .option('--settings <file>', 'settings file to write', 'osticket-contract.json')
    .option('--keys <file>', 'file for the keys, readable by you only', 'osticket-contract.keys')
    .action(make);
  command
    .command('remove')
    .description('remove the keys that "keys make" wrote into the file')
    .requiredOption(...database)
    .option('--keys <file>', 'file with the keys', 'osticket-contract.keys')
    .option('--all', 'remove all keys that "keys make" ever made in this database')
    .action(async ({ database: address, keys: file, all }: Flags) => {
      const keys = all ? undefined : keysIn(file);
      const count = await withDatabase(address, (store) => removeTestKeys(store, keys));
      print(
        count === 0
          ? 'There were no keys of the suite.'
          : `${count} keys are removed. Delete the file with the keys, too.`,
      );
    });
  return command;
}

async function make({ database, address, settings, keys: keysFile }: Flags): Promise<void> {
  if (!isIP(address)) throw new UserError(`--address takes an IP address, not "${address}".`);
  for (const file of [settings, keysFile]) {
    if (existsSync(file)) throw new UserError(`${file} exists already. Remove it, or choose another name.`);
  }
  const keys = await withDatabase(database, (store) => makeTestKeys(store, address));
  const lines = keys.map(({ name, key }) => `${variable(name)}=${key}\n`);
  writeFileSync(keysFile, lines.join(''), { mode: 0o600 });
  writeFileSync(settings, `${JSON.stringify({ keys: keys.slice(1).map(forSettings) }, null, 2)}\n`);
  print(`${keys.length} keys were made, for ${address} only. Run the suite with them:

  export OSTICKET_URL=https://help.example.org
  set -a; . ${quote(resolve(keysFile))}; set +a
  osticket-contract conformance --settings ${quote(settings)}

and remove them afterwards: osticket-contract keys remove --database … --keys ${quote(keysFile)}`);
}

/** The keys in a file of `keys make`. @throws UserError where it is not there, or has none */
function keysIn(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const keys = Array.from(text.matchAll(/^OSTICKET_\w+=(\S+)$/gm), ([, key]) => key as string);
  if (keys.length > 0) return keys;
  const why = existsSync(file) ? 'has no keys in it' : 'is not there';
  throw new UserError(
    `${file} ${why}. Name the file that "keys make" wrote (--keys), or remove all keys that it ever made (--all).`,
  );
}

const forSettings = ({ name, key: _, ...its }: NamedKey) => ({ name, env: variable(name), ...its });

async function withDatabase<T>(address: string, work: (store: Store) => Promise<T>): Promise<T> {
  if (!address.startsWith('mysql:')) throw new UserError('--database takes the address of an installation: mysql://…');
  const store = await openStore(address);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
