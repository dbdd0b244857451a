/** The forms in which a text may hold another one. */

/** So much of a text is looked at: refusals are short. */
const looked = 200_000;

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

/** Without the escapes of JSON, however often it was escaped, and without entities. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number(`0x${code}`)))
    .replaceAll(/\\+(["'/])/g, '$1')
    .replaceAll(/&(quot|apos|lt|gt|amp);/g, (_, name) => entities[name] ?? '');

/** What is written in Base64 in a text, where that is text again. */
const decoded = (text: string): string[] =>
  [...text.matchAll(/[\w+/-]{24,}/g)]
    .map(([one]) => Buffer.from(one, 'base64').toString())
    .filter((one) => !one.includes('\ufffd'));

/** A text as it is meant, and what it holds in Base64. */
export function formsOf(whole: string): string[] {
  const text = unescaped(whole.slice(0, looked));
  return [text, ...decoded(text).map(unescaped)];
}
