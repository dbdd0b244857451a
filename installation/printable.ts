/**
 * Text that may come from an installation, made fit for a terminal and for files that people open in one. What controls a
 * terminal (C0, C1 and DEL), reorders text (bidi) or cannot be seen is written as an escape, so that it shows. So is what
 * GitHub's runner takes for a command wherever it stands in a line: `##[error]`.
 */

/** Control and format characters, separators of lines, halves of surrogate pairs; not line feed, tab, and the joiners of emoji. */
const unprintable = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * @example printable('\u001b[31mred') // '\\u{1b}[31mred'
 */
export const printable = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(unprintable, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`)
    .replaceAll('##[', '##\\u{5b}');

/** JSON with the same characters as JSON's own escapes: it means the same. */
export const printableJson = (json: string): string =>
  json.replaceAll(unprintable, (one) =>
    Array.from({ length: one.length }, (_, at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
