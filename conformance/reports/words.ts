/** Words and numbers of all reports. */

/** `1 ticket`, `2 tickets`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Requirement sentences have code in backticks; reports set it as code. */
export interface Piece {
  code: boolean;
  text: string;
}

/** Splits a sentence into words and code. A backtick without a partner stays as it is. */
export function pieces(sentence: string): Piece[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((text, index) => ({ code: index % 2 === 1, text }))
    .filter(({ text }) => text !== '');
}
