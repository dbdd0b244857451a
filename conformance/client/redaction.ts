/**
 * Keys stand in requests by name, as `<key full>`, and are put in only when a request is sent. So no file, report or
 * error can hold one; what comes back is searched for them all the same.
 */
import type { NamedKey } from '../../installation/keys.js';
import { prepare, Secret } from './spellings.js';

/** What stands for a key everywhere but on the wire. */
export const keyPlaceholder = (name: string) => `<key ${name}>`;

/** Stands for the first half of a key. */
export const halfKeyPlaceholder = (name: string) => `<half of key ${name}>`;

/** Half of a shorter key could stand anywhere by chance. */
const longEnough = 16;

const halfOf = (key: string) => key.slice(0, key.length / 2);

/** A header's value, and what of it is secret by itself: what stands behind a scheme, a user name with its password, cookies. */
function secretsIn(value: string): string[] {
  const [, scheme = '', token = ''] = /^([\w-]+)\s+(\S+)$/.exec(value) ?? [];
  const decoded = /^basic$/i.test(scheme) ? Buffer.from(token, 'base64').toString() : '';
  const parts = [value, token, decoded, decoded.split(':').slice(1).join(':')];
  return [...new Set([...parts, ...value.split(/;\s*/).map((pair) => pair.replace(/^[^=]*=/, ''))])].filter(
    (one) => one.length >= 4,
  );
}

/** Characters of a text that is remembered, and how many such texts are. */
const shortText = 200;
const mostTexts = 2_000;

export class Keyring {
  readonly #keys: readonly NamedKey[];
  readonly #secrets: readonly Secret[];
  /** Short texts without a secret, such as headers: they come again and again. */
  readonly #harmless = new Set<string>();

  /** @param headers of the settings, by name: their values are secrets too */
  constructor(keys: readonly NamedKey[], headers: Readonly<Record<string, string>> = {}) {
    // Longest first: a key that contains another one is replaced whole.
    this.#keys = [...keys].sort((a, b) => b.key.length - a.key.length);
    const ofHeaders = Object.entries(headers).flatMap(([name, value]) =>
      secretsIn(value).map((secret) => new Secret(secret, `<header ${name}>`)),
    );
    const halves = this.#keys
      .filter(({ key }) => key.length >= longEnough)
      .map(({ name, key }) => new Secret(halfOf(key), halfKeyPlaceholder(name)));
    this.#secrets = [
      ...this.#keys.map(({ name, key }) => new Secret(key, keyPlaceholder(name))),
      ...halves,
      ...ofHeaders,
    ].sort((a, b) => b.value.length - a.value.length);
  }

  /** Puts the keys in where their names stand. */
  reveal(text: string): string {
    return this.#keys.reduce(
      (revealed, { name, key }) =>
        revealed
          .replaceAll(halfKeyPlaceholder(name), halfOf(key))
          .replaceAll(keyPlaceholder(name), key)
          .replaceAll(encodeURIComponent(keyPlaceholder(name)), encodeURIComponent(key)),
      text,
    );
  }

  /** Puts the names in where keys stand, in any of the ways in which an answer may write them. */
  redact(text: string): string {
    if (this.#harmless.has(text)) return text;
    const prepared = prepare(text);
    const redacted = this.#secrets.reduce((hidden, secret) => secret.hide(hidden, prepared), text);
    const isNew = redacted === text && text.length <= shortText && this.#harmless.size < mostTexts;
    if (isNew) this.#harmless.add(text);
    return redacted;
  }
}
