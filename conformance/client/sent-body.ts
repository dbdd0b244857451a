/** What is kept of a request's body, so that it can be sent once more exactly as it was. */
import { type BodyPart, type KeptBody, keep, keptLength } from './exchange.js';
import { asText } from './wire.js';

/** Characters of a body that are kept in parts; of one that says more, only the hash is. */
const longestParts = 20_000;
/** A repeated text of more characters is not looked for, and a shorter one than this is taken several times. */
const longestUnit = 5_000;
const wantedUnit = 1_000;
/** A text that is shorter is not searched for repetitions. */
const shortest = 4 * longestUnit;

/**
 * A text as it is; of one that is too large, what it is made of where that is short (a file of 10 MB repeats a few
 * bytes); of bytes that are no text, those bytes.
 */
export function keepSent(body: string | Uint8Array): KeptBody {
  const text = asText(body);
  const kept = keep(text);
  if (typeof body !== 'string' && body.length <= keptLength) {
    return { ...kept, base64: Buffer.from(body).toString('base64') };
  }
  if ('text' in kept) return kept;
  const parts = partsOf(text);
  return parts.reduce((sum, one) => sum + one.text.length, 0) <= longestParts ? { ...kept, parts } : kept;
}

/** Finds what is repeated around the middle, and then before and after it. */
function partsOf(text: string): BodyPart[] {
  if (text.length < shortest) return text === '' ? [] : [{ text, times: 1 }];
  const middle = text.length >> 1;
  const shortestPeriod = text.indexOf(text.slice(middle, middle + 64), middle + 1) - middle;
  if (shortestPeriod < 1 || shortestPeriod > longestUnit) return [{ text, times: 1 }];
  const period = shortestPeriod * Math.ceil(wantedUnit / shortestPeriod);
  let [start, end] = [middle, middle + period];
  while (start > 0 && text[start - 1] === text[start - 1 + period]) start -= 1;
  while (end < text.length && text[end] === text[end - period]) end += 1;
  const times = Math.floor((end - start) / period);
  const unit = text.slice(start, start + period);
  return [...partsOf(text.slice(0, start)), { text: unit, times }, ...partsOf(text.slice(start + times * period))];
}
