/** The keys of a JSON object as they stand in the text. */

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
