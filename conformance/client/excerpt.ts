import { printable } from '../../installation/printable.js';

/** The beginning of a text that may be an installation's, with the number of characters that are left out. */
export function excerpt(whole: string, length: number): string {
  const text = printable(whole);
  // A rest that is shorter than the words about it is worth its room.
  if (text.length <= length + ' … (9 more characters)'.length) return text;
  // Not between the halves of a surrogate pair.
  const start = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${start} … (${(text.length - start.length).toLocaleString('en')} more characters)`;
}

/** The same on one line, for tables and terminals. */
export function oneLine(text: string, length: number): string {
  return excerpt(text.replaceAll(/[ \t\r\n]+/g, ' ').trim(), length);
}
