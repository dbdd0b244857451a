/** Secrets in recorded traffic: each key gets a name, and nothing that is kept holds a key, a password or a session. */

import { Keyring, keyPlaceholder } from '../conformance/client/redaction.js';
import { keyHeader } from '../contract/keys.js';

/** Headers of requests that let somebody in. */
const secretHeaders = ['authorization', 'proxy-authorization', 'cookie'];

/** Parameters of an address in which clients send the key by mistake. */
const keyParameters = ['key', 'apikey', 'api_key', keyHeader.toLowerCase()];

export class KeysSeen {
  readonly #names = new Map<string, string>();
  readonly #secrets = new Map<string, string>();
  #keyring: Keyring;

  /** @param headers that the recorder itself sends: their values are secrets, too. Default: none */
  constructor(private readonly headers: Readonly<Record<string, string>> = {}) {
    this.#keyring = new Keyring([], headers);
  }

  /** How many secrets are known. */
  get size(): number {
    return this.#names.size + this.#secrets.size;
  }

  /** Takes note of the secrets of a request. @returns what takes all secrets up to now out of a text */
  of(headers: Headers, url: string): Keyring {
    const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
    const inQuery = query.flatMap(([name, value]) => (keyParameters.includes(name.toLowerCase()) ? [value] : []));
    const keys = [headers.get(keyHeader), ...inQuery].filter((key): key is string => Boolean(key));
    const others = secretHeaders.flatMap((name) => headers.get(name) ?? []);
    const isNew = keys.some((key) => !this.#names.has(key)) || others.some((one) => !this.#secrets.has(one));
    if (!isNew) return this.#keyring;
    for (const key of keys) if (!this.#names.has(key)) this.#names.set(key, `client-${this.#names.size + 1}`);
    for (const one of others) if (!this.#secrets.has(one)) this.#secrets.set(one, `secret-${this.#secrets.size + 1}`);
    this.#keyring = new Keyring(
      [...this.#names].map(([key, name]) => ({ key, name, active: true })),
      { ...this.headers, ...Object.fromEntries([...this.#secrets].map(([value, name]) => [name, value])) },
    );
    return this.#keyring;
  }

  /** The headers of a request, with names in the place of secrets. Names in lower case. */
  hidden(headers: Headers): Record<string, string> {
    return Object.fromEntries(
      [...headers].map(([name, value]) => {
        const key = this.#names.get(value);
        if (key !== undefined) return [name, keyPlaceholder(key)];
        return [name, secretHeaders.includes(name) ? `<header ${name}>` : this.#keyring.redact(value)];
      }),
    );
  }
}
