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
