/** What a run is told: from the environment, the command line and a settings file. */
import type { NamedKey } from '../../installation/keys.js';
import { isLoopback } from '../../installation/loopback.js';
import { readHeaders, readSettingsFile } from '../../installation/settings-file.js';
import { positive, readKey, readTarget, type Target, timeoutMs } from '../../installation/target.js';
import { UserError } from '../../installation/user-error.js';
import type { KnownFacts } from '../client/exchange.js';

export interface Settings extends Omit<Target, 'key'> {
  /** Headers that every request carries, for what stands before an installation. Their values are secrets. */
  headers?: Readonly<Record<string, string>>;
  /** Whether it is the reference server that the command started itself. */
  reference: boolean;
  keys: [NamedKey, ...NamedKey[]];
  mode: 'read' | 'write';
  /** Whether tickets that the run made may be deleted: for the checks of deleteTicket, and to clean up. */
  deletes: boolean;
  /** Whether requests are sent that can cause e-mail. */
  mail: boolean;
  /** Whether files of 10 MB and bodies of 80 MB are sent; osTicket keeps such files for a day after their ticket is gone. */
  largeFiles: boolean;
  /** Milliseconds for the whole run. */
  budgetMs: number;
  only: string[];
  skip: string[];
  /** Folder of the reports. */
  report: string;
  /** File of known deviations. */
  baseline?: string;
  known: KnownFacts;
  /** What the settings say of the installation's capabilities; of the others, its answers are believed. */
  capabilities?: Readonly<Record<string, boolean>>;
  /** Fields that the installation asks of every new ticket, beside those of the contract. */
  newTicket?: Readonly<Record<string, unknown>>;
  /** Requests that the exploration may send; absent or 0: nothing is explored. */
  explore?: number;
  /** What its sequences of requests are made from. Default: another one in each run. */
  seed?: number;
}

/** What is known of a run before its target is there. */
export type Plan = Omit<Settings, 'url' | 'keys' | 'known'>;

/** The settings of a run whose target may still be starting. */
export interface Planned {
  plan: Plan;
  settings: Promise<Settings>;
}

export const planned = (settings: Settings): Planned => ({ plan: settings, settings: Promise.resolve(settings) });

/** What the command line can say. */
export interface SettingsOptions {
  settings?: string;
  write?: boolean;
  deletes?: boolean;
  allowMail?: boolean;
  largeFiles?: boolean;
  rate?: string;
  timeout?: string;
  budget?: string;
  only?: string[];
  skip?: string[];
  report?: string;
  baseline?: string;
  explore?: string;
  seed?: string;
  /** A file of certificates. */
  ca?: string;
}

/** Requests a second without `--rate`: gentle to an installation that others use. */
const politeRate = 8;

/**
 * Settings for an installation that is not this command's own.
 *
 * @param environment OSTICKET_URL, OSTICKET_API_KEY and the variables that the settings file names
 * @throws UserError
 */
export function readSettings(options: SettingsOptions, environment: NodeJS.ProcessEnv): Settings {
  const file = options.settings ? readSettingsFile(options.settings) : {};
  const target = readTarget({ ...options, url: file.url }, environment, politeRate);
  const others = (file.keys ?? []).map(({ name, env, permissions: its, active = true, disposable }): NamedKey => {
    const key = readKey(env, environment);
    if (!key) throw new UserError(`The key "${name}" of the settings file is read from ${env}, which is not set.`);
    return { name, key, permissions: its, active, ...(disposable === undefined ? {} : { disposable }) };
  });
  const keys: Settings['keys'] = [{ name: 'main', key: target.key, active: true }, ...others];
  const twice = keys.find(({ name }, index) => keys.findIndex((one) => one.name === name) !== index);
  if (twice) {
    throw new UserError(`There are two keys of the name "${twice.name}" ("main" is the one of OSTICKET_API_KEY).`);
  }
  const { url, rate, ca } = target;
  const here = isLoopback(url);
  const mode = options.write ? 'write' : 'read';
  return {
    url,
    reference: false,
    keys,
    mode,
    deletes: mode === 'write' && (options.deletes ?? here),
    mail: options.allowMail ?? false,
    largeFiles: options.largeFiles ?? false,
    rate,
    ...(ca === undefined ? {} : { ca }),
    ...(file.headers ? { headers: readHeaders(file.headers, environment) } : {}),
    ...runSettings(options),
    known: (file.known ?? {}) as KnownFacts,
    ...(file.capabilities ? { capabilities: file.capabilities } : {}),
    ...(file.newTicket ? { newTicket: file.newTicket } : {}),
  };
}

/** Requests of an exploration without `--explore`. */
const usualExploration = 150;

/** @throws UserError when it is none from 0 to 2147483647 */
function wholeNumber(text: string, name: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
  throw new UserError(`${name} takes a whole number from 0 to ${2 ** 31 - 1}, not "${text}".`);
}

/** For a run against the reference server. @throws UserError */
export function referencePlan(options: SettingsOptions): Plan {
  return {
    reference: true,
    mode: options.write === false ? 'read' : 'write',
    deletes: options.write !== false && options.deletes !== false,
    // It sends no mail, and goes away with all its files.
    mail: true,
    largeFiles: true,
    rate: 0,
    ...runSettings(options),
  };
}

/** The settings that do not depend on the target. */
export function runSettings(
  options: SettingsOptions,
): Pick<Settings, 'timeoutMs' | 'budgetMs' | 'only' | 'skip' | 'report' | 'baseline' | 'explore' | 'seed'> {
  return {
    timeoutMs: timeoutMs(options.timeout),
    budgetMs: positive(options.budget, '--budget', 1800) * 1000,
    only: options.only ?? [],
    skip: options.skip ?? [],
    report: options.report ?? 'conformance-report',
    baseline: options.baseline,
    explore: options.explore === undefined ? usualExploration : wholeNumber(options.explore, '--explore'),
    ...(options.seed === undefined ? {} : { seed: wholeNumber(options.seed, '--seed') }),
  };
}
