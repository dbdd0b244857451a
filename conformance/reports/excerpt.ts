/** The beginning of a text, with the number of characters that are left out. */
export function excerpt(text: string, length: number): string {
  if (text.length <= length) return text;
  // Not between the halves of a surrogate pair.
  const start = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${start} … (${(text.length - start.length).toLocaleString('en')} more characters)`;
}

/**
 * The same on one line, for tables and terminals. Control characters become blanks: an installation's answer must not
 * be able to send commands to a terminal.
 */
export function oneLine(text: string, length: number): string {
  return excerpt(text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), length);
}
