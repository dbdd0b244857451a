/** What a run is told: from the environment, the command line and a settings file. */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { Ajv } from 'ajv';
import { permissions } from '../../contract/keys.js';

/** A mistake in the settings: one sentence that says what to do. Exit code 2. */
export class SettingsError extends Error {}

/** A key that the run may use. The first is the one for everything; others are for the matrix of permissions. */
export interface NamedKey {
  name: string;
  key: string;
  /** The permissions that it is said to have; absent where the run finds out by itself. */
  permissions?: string[];
  /** Whether it is switched on. */
  active: boolean;
}

/** A key as everything but the wire knows it: by name, never by its value. */
export type KeyInfo = Omit<NamedKey, 'key'>;

/** What the user knows of an installation and no answer tells. */
export interface KnownFacts {
  staffUsername?: string;
  staffId?: number;
  departmentPath?: string;
  topicId?: number;
  /** File ID of a file that is no ticket attachment (a logo, a canned response). */
  otherFileId?: number;
  /** Number of a ticket that is at the same time the internal ID of another. */
  numberThatIsAnId?: string;
  /** Number of a ticket with a file that is embedded in a message. */
  inlineFileTicket?: string;
}

export interface Settings {
  /** Root of the installation, without a slash at the end; the API is below `/api`. */
  url: string;
  /** Whether it is the reference server that the command started itself. */
  reference: boolean;
  keys: [NamedKey, ...NamedKey[]];
  mode: 'read' | 'write';
  /** Whether tickets that the run made may be deleted: for the checks of deleteTicket, and to clean up. */
  deletes: boolean;
  /** Requests a second; 0 for no limit. */
  rate: number;
  /** Milliseconds to wait for an answer. */
  timeoutMs: number;
  /** Milliseconds for the whole run. */
  budgetMs: number;
  only: string[];
  skip: string[];
  /** Folder of the reports. */
  report: string;
  /** File of known deviations. */
  baseline?: string;
  known: KnownFacts;
}

/** What the command line can say. */
export interface SettingsOptions {
  settings?: string;
  write?: boolean;
  deletes?: boolean;
  rate?: string;
  timeout?: string;
  budget?: string;
  only?: string[];
  skip?: string[];
  report?: string;
  baseline?: string;
}

interface SettingsFile {
  url?: string;
  keys?: { name: string; env: string; permissions?: string[]; active?: boolean }[];
  known?: KnownFacts;
}

const fileSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    url: { type: 'string' },
    keys: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'env'],
        properties: {
          name: { type: 'string', pattern: '^[\\w-]+$' },
          env: { type: 'string' },
          permissions: { type: 'array', items: { enum: permissions } },
          active: { type: 'boolean' },
        },
      },
    },
    known: {
      type: 'object',
      additionalProperties: false,
      properties: {
        staffUsername: { type: 'string' },
        staffId: { type: 'integer' },
        departmentPath: { type: 'string' },
        topicId: { type: 'integer' },
        otherFileId: { type: 'integer' },
        numberThatIsAnId: { type: 'string' },
        inlineFileTicket: { type: 'string' },
      },
    },
  },
};

function readSettingsFile(file: string): SettingsFile {
  if (!existsSync(file)) throw new SettingsError(`There is no settings file ${file}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingsError(`The settings file ${file} is no valid JSON: ${(error as Error).message}.`);
  }
  const validate = new Ajv({ allErrors: true }).compile<SettingsFile>(fileSchema);
  if (validate(content)) return content;
  const faults = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const name = params.additionalProperty ? ` (${params.additionalProperty})` : '';
    return `${instancePath || 'the file'} ${message}${name}`;
  });
  throw new SettingsError(`The settings file ${file} has a mistake: ${faults.join('; ')}.`);
}

/**
 * The root of an installation as an address: without credentials, query or slash at the end. An address that ends in
 * `/api` is taken for the installation above it.
 *
 * @throws SettingsError
 */
export function installationRoot(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SettingsError(
      `OSTICKET_URL is no web address: "${text}". Give the root of the installation, such as https://help.example.org/support.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SettingsError(`OSTICKET_URL must begin with http:// or https://, not ${url.protocol}//.`);
  }
  if (url.username || url.password) throw new SettingsError('OSTICKET_URL must not contain a user name or password.');
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api$/, '')}`;
}

/** Whether an address is on this machine. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function positive(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new SettingsError(`${name} takes a number above 0, not "${text}".`);
  }
  return number;
}

/** Requests a second where nothing else is said: gentle to an installation that others use. */
const politeRate = 8;

/**
 * Settings for an installation that is not this command's own.
 *
 * @param environment OSTICKET_URL, OSTICKET_API_KEY and the variables that the settings file names
 * @throws SettingsError
 */
export function readSettings(options: SettingsOptions, environment: NodeJS.ProcessEnv): Settings {
  const file = options.settings ? readSettingsFile(options.settings) : {};
  const address = environment.OSTICKET_URL || file.url;
  if (!address) throw new SettingsError('OSTICKET_URL is not set. Set it to the root of the installation.');
  const url = installationRoot(address);
  const main = environment.OSTICKET_API_KEY;
  const others = (file.keys ?? []).map(({ name, env, permissions: its, active = true }): NamedKey => {
    const key = environment[env];
    if (!key) throw new SettingsError(`The key "${name}" of the settings file is read from ${env}, which is not set.`);
    return { name, key, permissions: its, active };
  });
  if (!main) {
    throw new SettingsError('OSTICKET_API_KEY is not set. Set it to an API key (Admin Panel → Manage → API Keys).');
  }
  const keys: Settings['keys'] = [{ name: 'main', key: main, active: true }, ...others];
  const twice = keys.find(({ name }, index) => keys.findIndex((one) => one.name === name) !== index);
  if (twice) {
    throw new SettingsError(`There are two keys of the name "${twice.name}" ("main" is the one of OSTICKET_API_KEY).`);
  }
  const here = isLoopback(url);
  const mode = (options.write ?? here) ? 'write' : 'read';
  return {
    url,
    reference: false,
    keys,
    mode,
    deletes: mode === 'write' && (options.deletes ?? here),
    rate: here && options.rate === undefined ? 0 : positive(options.rate, '--rate', politeRate),
    ...runSettings(options),
    known: file.known ?? {},
  };
}

/** The settings that do not depend on the target. */
export function runSettings(
  options: SettingsOptions,
): Pick<Settings, 'timeoutMs' | 'budgetMs' | 'only' | 'skip' | 'report' | 'baseline'> {
  return {
    timeoutMs: positive(options.timeout, '--timeout', 30) * 1000,
    budgetMs: positive(options.budget, '--budget', 1800) * 1000,
    only: options.only ?? [],
    skip: options.skip ?? [],
    report: options.report ?? 'conformance-report',
    baseline: options.baseline,
  };
}
