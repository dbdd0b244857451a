/**
 * Keys stand in requests by name, as `<key full>`, and are put in only when a request is sent. So no file, report or
 * error can hold one; what comes back is searched for them all the same.
 */
import type { NamedKey } from '../settings.js';

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

  /** Puts the names in where keys stand, also where they are percent-encoded. */
  redact(text: string): string {
    return this.#keys.reduce(
      (redacted, { name, key }) =>
        redacted.replaceAll(key, keyPlaceholder(name)).replaceAll(encodeURIComponent(key), keyPlaceholder(name)),
      text,
    );
  }
}
