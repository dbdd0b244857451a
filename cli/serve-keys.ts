/** The keys that `serve` serves: from the command line, and from the settings file of the suite. */
import { randomBytes } from 'node:crypto';
import { checked } from '../installation/checked.js';
import type { SettingsFile } from '../installation/settings-file.js';
import { readKey } from '../installation/target.js';
import { UserError } from '../installation/user-error.js';
import { keySchema, type TestKey } from '../library/keys.js';

export interface ServedKey extends TestKey {
  readonly key: string;
  /** The environment variable that it stands for. */
  readonly env?: string;
  /** Whether it was made up, since neither the command line nor the environment has it. */
  readonly isNew: boolean;
}

interface Named {
  /** `--key`: keys with all permissions, and JSON. */
  readonly key?: readonly string[];
  /** The file of `--settings`, as it was read. */
  readonly settings?: SettingsFile;
}

/**
 * The first one is `main`, with all permissions.
 *
 * @returns undefined where none is named
 * @throws UserError
 */
export function servedKeys({ key: given, settings }: Named, environment: NodeJS.ProcessEnv): ServedKey[] | undefined {
  if (given === undefined && settings === undefined) return undefined;
  const texts = (given ?? []).filter((text) => !text.startsWith('{'));
  const objects = (given ?? []).filter((text) => text.startsWith('{')).map(parsedKey);
  const fromFile = (settings?.keys ?? []).map(({ disposable: _, ...one }) => ({
    ...one,
    key: readKey(one.env, environment) || undefined,
  }));
  const [first = settings === undefined ? undefined : readKey('OSTICKET_API_KEY', environment), ...more] = texts;
  const main = {
    name: 'main',
    key: first || undefined,
    ...(settings === undefined ? {} : { env: 'OSTICKET_API_KEY' }),
  };
  const others = more.map((key, index): TestKey => ({ name: `main-${index + 2}`, key }));
  return [main, ...others, ...objects, ...fromFile].map((one) => ({
    ...one,
    key: one.key ?? randomBytes(16).toString('hex').toUpperCase(),
    isNew: one.key === undefined,
  }));
}

/** A key as JSON: `{"name": "reader", "permissions": ["can_read_tickets"]}`. */
function parsedKey(text: string): TestKey {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UserError(`--key is no valid JSON: ${(error as Error).message}.`);
  }
  // Not the value: it may be a key.
  return checked<TestKey>('--key', keySchema, content, () => true);
}

/** A line for a key beside the first one. */
export function described({ name, key, env, isNew, permissions: its, active, address }: ServedKey): string {
  const remarks = [
    its?.join(', ') ?? 'all permissions',
    ...(active === false ? ['switched off'] : []),
    ...(address ? [`from ${address} only`] : []),
  ];
  return `Key "${name}": ${env === undefined || isNew ? key : `the one in ${env}`} (${remarks.join('; ')})`;
}

/** What makes the suite send the keys that were made up. */
export function forTheEnvironment(keys: readonly ServedKey[]): string[] {
  const lines = keys.flatMap(({ env, key, isNew }) => (env !== undefined && isNew ? [`  export ${env}=${key}`] : []));
  return lines.length === 0 ? [] : ['For the suite, with the same settings file:', ...lines, ''];
}
