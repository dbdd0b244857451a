/**
 * Keys stand in requests by name, as `<key full>`, and are put in only when a request is sent. So no file, report or
 * error can hold one; what comes back is searched for them all the same.
 */
import type { NamedKey } from '../../installation/keys.js';
import { prepare, Secret } from './spellings.js';

/** What stands for a key everywhere but on the wire. */
export const keyPlaceholder = (name: string) => `<key ${name}>`;

export class Keyring {
  readonly #keys: readonly NamedKey[];
  readonly #secrets: readonly Secret[];

  constructor(keys: readonly NamedKey[]) {
    // Longest first: a key that contains another one is replaced whole.
    this.#keys = [...keys].sort((a, b) => b.key.length - a.key.length);
    this.#secrets = this.#keys.map(({ name, key }) => new Secret(key, keyPlaceholder(name)));
  }

  /** Puts the keys in where their names stand. */
  reveal(text: string): string {
    return this.#keys.reduce(
      (revealed, { name, key }) =>
        revealed
          .replaceAll(keyPlaceholder(name), key)
          .replaceAll(encodeURIComponent(keyPlaceholder(name)), encodeURIComponent(key)),
      text,
    );
  }

  /** Puts the names in where keys stand, in any of the ways in which an answer may write them. */
  redact(text: string): string {
    const prepared = prepare(text);
    return this.#secrets.reduce((hidden, secret) => secret.hide(hidden, prepared), text);
  }
}
