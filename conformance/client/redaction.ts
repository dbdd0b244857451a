/**
 * Keys stand in requests by name, as `<key full>`, and are put in only when a request is sent. So no file, report or
 * error can hold one; what comes back is searched for them all the same.
 */
import type { NamedKey } from '../../installation/keys.js';

/** What stands for a key everywhere but on the wire. */
export const keyPlaceholder = (name: string) => `<key ${name}>`;

export class Keyring {
  readonly #keys: readonly NamedKey[];

  constructor(keys: readonly NamedKey[]) {
    // Longest first: a key that contains another one is replaced whole.
    this.#keys = [...keys].sort((a, b) => b.key.length - a.key.length);
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
    return this.#keys.reduce(
      (redacted, { name, key }) =>
        written(key).reduce((one, form) => one.replaceAll(form, keyPlaceholder(name)), redacted),
      text,
    );
  }
}

/** A key as it is, in an address, in JSON, and in JSON as PHP writes it. */
function written(key: string): string[] {
  const inJson = JSON.stringify(key).slice(1, -1);
  return [key, encodeURIComponent(key), inJson, inJson.replaceAll('/', '\\/')];
}
