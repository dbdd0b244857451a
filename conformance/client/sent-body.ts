/** What is kept of a request's body, so that it can be sent once more exactly as it was. */
import { type BodyPart, type KeptBody, keep, keptLength } from './exchange.js';
import { asText } from './wire.js';

/** Characters of a body that are kept in parts; of one that says more, only the hash is. */
const longestParts = 20_000;
/** A repeated text of more characters is not looked for, and a shorter one than this is taken several times. */
const longestUnit = 5_000;
const wantedUnit = 1_000;
/** Characters that are compared at once, before the last ones one by one. */
const block = 65_536;
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

/** Where a repetition is looked for: a place may lie between two of them. */
const probes = [1 / 2, 1 / 3, 2 / 3];

/** Finds what is repeated, and then what is before and after it. */
function partsOf(text: string): BodyPart[] {
  if (text.length < shortest) return text === '' ? [] : [{ text, times: 1 }];
  for (const probe of probes) {
    const place = Math.floor(text.length * probe);
    const shortestPeriod = text.indexOf(text.slice(place, place + 64), place + 1) - place;
    if (shortestPeriod < 1 || shortestPeriod > longestUnit) continue;
    const period = shortestPeriod * Math.ceil(wantedUnit / shortestPeriod);
    let [start, end] = [place, place + shortestPeriod];
    const repeats = (from: number) =>
      text.slice(from, from + block) === text.slice(from + shortestPeriod, from + shortestPeriod + block);
    while (start >= block && repeats(start - block)) start -= block;
    while (start > 0 && text[start - 1] === text[start - 1 + shortestPeriod]) start -= 1;
    while (end + block <= text.length && repeats(end - shortestPeriod)) end += block;
    while (end < text.length && text[end] === text[end - shortestPeriod]) end += 1;
    const times = Math.floor((end - start) / period);
    if (times < 2) continue;
    const unit = { text: text.slice(start, start + period), times };
    return [...partsOf(text.slice(0, start)), unit, ...partsOf(text.slice(start + times * period))];
  }
  return [{ text, times: 1 }];
}
