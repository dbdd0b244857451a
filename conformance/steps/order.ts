/** The order of texts, and of the keys of a JSON object. */

/** Negative, zero or positive, as `Array.prototype.sort` wants it. */
export type Compare = (a: string, b: string) => number;

const bytes: Compare = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Without case and accents, as most collations of databases compare. */
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();

/** Languages each of which sorts some letters in its own way. */
const languages = ['en', 'da', 'sv', 'de-u-co-phonebk', 'cs', 'et', 'es-u-co-trad', 'tr'];

/** The orders that are called alphabetical: which one an installation has depends on its database and its language. */
export const alphabets: readonly Compare[] = [
  bytes,
  (a, b) => bytes(a.toLowerCase(), b.toLowerCase()),
  (a, b) => bytes(a.toUpperCase(), b.toUpperCase()),
  (a, b) => bytes(plain(a), plain(b)),
  ...languages.flatMap((language) =>
    [{}, { numeric: true }, { ignorePunctuation: true }].map((options) => new Intl.Collator(language, options).compare),
  ),
];

const asNumbers: Compare = (a, b) => Number(a) - Number(b);

/** The orders in which ticket numbers may come: by their value, or as the texts that they are. */
export const numberOrders = (numbers: readonly string[]): readonly Compare[] =>
  numbers.every((number) => /^\d+$/.test(number)) ? [asNumbers, ...alphabets] : alphabets;

/** Whether no value comes before the one that it follows. */
const ascends = (values: readonly string[], compare: Compare) =>
  values.every((value, index) => index === 0 || compare(values[index - 1] as string, value) <= 0);

export type Direction = 'ascending' | 'descending' | 'all equal';

/** How values are ordered, by the first of several ways to compare them that fits; nothing where none does. */
export function direction(values: readonly string[], ways: readonly Compare[]): Direction | undefined {
  if (new Set(values).size < 2) return 'all equal';
  if (ways.some((compare) => ascends(values, compare))) return 'ascending';
  const backwards = values.toReversed();
  return ways.some((compare) => ascends(backwards, compare)) ? 'descending' : undefined;
}

/** Times as the API writes them, `YYYY-MM-DD HH:MM:SS`, sort as texts. */
export const timeOrder: readonly Compare[] = [bytes];

/** A string of JSON, with the colon behind it where it is a key. */
const stringOrKey = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

/**
 * JavaScript puts keys that look like integers before all others, so `JSON.parse` loses the order of `{"b":1,"2":1}`.
 * With a letter before every key none looks like one.
 *
 * @param text valid JSON
 * @param field a field of the object that the text holds
 * @returns the keys of the object in that field, in the order of the text; empty where there is no object
 */
export function keysInOrder(text: string, field: string): string[] {
  const marked = text.replaceAll(stringOrKey, (string, content, colon) => (colon ? `"k${content}"${colon}` : string));
  const object: unknown = JSON.parse(marked)?.[`k${field}`];
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return [];
  return Object.keys(object).map((key) => key.slice(1));
}
