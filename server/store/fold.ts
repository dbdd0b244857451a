/**
 * Text as a search compares it: without case and without the accents of Latin, Greek and Cyrillic letters, so
 * "über", "ÜBER" and "Uber" are equal. It follows MySQL's utf8_general_ci, which osTicket's subjects are compared
 * by: character by character (ß equals s, and й is no и), never changing the number of characters.
 * Scripts that this collation does not know (Georgian, Cherokee, ...) lose their case here as well.
 * Characters beyond U+FFFF stay as they are.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase();
  let out = '';
  for (let i = 0; i < text.length; i += 1) out += String.fromCharCode(foldUnit(text.charCodeAt(i)));
  return out;
}

const ASCII = /^[\x00-\x7f]*$/;

/** What each UTF-16 unit becomes; 0 where it has not been asked for yet. */
const units = new Uint16Array(0x10000);

function foldUnit(unit: number): number {
  const known = units[unit] ?? 0;
  if (known !== 0) return known;
  const folded = foldLetter(unit);
  units[unit] = folded;
  return folded;
}

function foldLetter(unit: number): number {
  if (unit === SHARP_S) return 'S'.charCodeAt(0);
  const letter = String.fromCharCode(unit);
  const bare = losesAccents(unit) && /\p{L}/u.test(letter) ? letter.normalize('NFD').charAt(0) : letter;
  const upper = bare.toUpperCase();
  return (upper.length === 1 ? upper : bare).charCodeAt(0);
}

const SHARP_S = 0xdf;
const SHORT_I = [0x419, 0x439];

/** Latin, Greek and Cyrillic, with the blocks of their accented letters. */
function losesAccents(unit: number): boolean {
  return (unit < 0x530 && !SHORT_I.includes(unit)) || (unit >= 0x1e00 && unit < 0x2000);
}
