/** Texts of an installation in Markdown: none is markup. */
import { oneLine } from '../client/excerpt.js';
import { pieces } from './words.js';

const longestCell = 160;
const longestProse = 400;

/** As character references: what answers contain must be neither markup nor the end of a table's cell. */
export const inert = (text: string, length = longestCell): string =>
  oneLine(text, length).replaceAll(/[&<>|*_`[\]\\~$@#]/g, (character) => `&#${character.charCodeAt(0)};`);

export const code = (text: string): string => `<code>${inert(text)}</code>`;

/** A sentence with its code set as code. */
export const prose = (sentence: string): string =>
  pieces(sentence)
    .map((piece) => {
      // Blanks at the edges part words from code.
      if (piece.code) return code(piece.text);
      const [before, after] = [/^\s/, /\s$/].map((edge) => (edge.test(piece.text) ? ' ' : ''));
      return `${before}${inert(piece.text, longestProse)}${after}`;
    })
    .join('');
