/** The installation that a command talks to: address, key, rate and timeout, from the environment and the options. */
import { readFileSync } from 'node:fs';
import { isLoopback } from './loopback.js';
import { requireProxies } from './proxies.js';
import { UserError } from './user-error.js';

export interface Target {
  /** Root of the installation, without a slash at the end; the API is below `/api`. */
  url: string;
  key: string;
  /** Requests a second; 0 for no limit. */
  rate: number;
  /** Milliseconds to wait for an answer. */
  timeoutMs: number;
  /** PEM of certificates that are trusted beside those of Node.js. */
  ca?: string;
}

export interface TargetOptions {
  /** Used where OSTICKET_URL is not set. */
  url?: string;
  /** `--rate`. */
  rate?: string;
  /** `--timeout`, in seconds. Default: 30. */
  timeout?: string;
  /** `--ca`: a file of certificates. Default: none. */
  ca?: string;
}

/**
 * @param environment OSTICKET_URL and OSTICKET_API_KEY
 * @param politeRate requests a second without `--rate`; on loopback there is no limit
 * @throws UserError
 */
export function readTarget(
  { url: otherwise, rate, timeout, ca }: TargetOptions,
  environment: NodeJS.ProcessEnv,
  politeRate: number,
): Target {
  const address = environment.OSTICKET_URL || otherwise;
  if (!address) throw new UserError('OSTICKET_URL is not set. Set it to the root of the installation.');
  const url = installationRoot(address);
  requireProxies(url, environment);
  const key = readKey('OSTICKET_API_KEY', environment);
  if (!key) throw new UserError('OSTICKET_API_KEY is not set. Set it to an API key (Admin Panel → Manage → API Keys).');
  return {
    url,
    key,
    rate: isLoopback(url) && rate === undefined ? 0 : positive(rate, '--rate', politeRate),
    timeoutMs: timeoutMs(timeout),
    ...(ca === undefined ? {} : { ca: readCertificates(ca) }),
  };
}

/**
 * A key from the environment, without the spaces and line ends that copying or `$(cat FILE)` may put around it.
 *
 * @returns an empty text where it is not set
 * @throws UserError where it holds what no header can carry; the message does not show the key
 */
export function readKey(variable: string, environment: NodeJS.ProcessEnv): string {
  const key = environment[variable]?.trim() ?? '';
  if (/^[\x21-\x7e]*$/.test(key)) return key;
  throw new UserError(`${variable} has a character that no key has: it must be printable ASCII without spaces.`);
}

/** A file of certificates. @throws UserError */
export function readCertificates(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`The certificates ${file} cannot be read: ${(error as Error).message}.`);
  }
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new UserError(`${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
}

/** `--timeout` in milliseconds. @throws UserError */
export const timeoutMs = (timeout: string | undefined): number => positive(timeout, '--timeout', 30) * 1000;

/**
 * The root of an installation as an address: without credentials, query or slash at the end. An address that ends in
 * `/api` means the installation above it.
 *
 * @param name what the user gave it as, for errors
 * @throws UserError
 */
export function installationRoot(text: string, name = 'OSTICKET_URL'): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UserError(
      `${name} is no web address: "${text}". Give the root of the installation, such as https://help.example.org/support.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UserError(`${name} must begin with http:// or https://, not ${url.protocol}//.`);
  }
  if (url.username || url.password) throw new UserError(`${name} must not contain a user name or password.`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api$/, '')}`;
}

/** The number that an option gives. @throws UserError where it is not above 0 */
export function positive(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new UserError(`${name} takes a number above 0, not "${text}".`);
  }
  return number;
}
