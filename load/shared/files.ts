/** Files of all sizes, from 1 KB to the largest that the contract allows. */

const KB = 1024;

/** Sizes with how often each is used: most attachments are screenshots and mails, few are long documents. */
const mix: readonly (readonly [bytes: number, weight: number])[] = [
  [KB, 25],
  [10 * KB, 25],
  [100 * KB, 30],
  [KB * KB, 15],
  [10 * KB * KB, 5],
];

/** The sizes up to a largest one; that one itself is in it where it lies between. */
export function sizesUpTo(largest: number): number[] {
  const sizes = mix.map(([bytes]) => bytes).filter((bytes) => bytes <= largest);
  return sizes.length === 0 ? [largest] : sizes;
}

/**
 * One of these, its size class as often as files of its size are used: many small files do not make a large one rare.
 *
 * @param list not empty
 */
export function pickBySize<T>(list: readonly T[], bytesOf: (one: T) => number, random: () => number = Math.random): T {
  const classes = mix
    .map(([most, weight], index) => {
      const least = mix[index - 1]?.[0] ?? 0;
      const last = index === mix.length - 1;
      return { weight, of: list.filter((one) => bytesOf(one) > least && (last || bytesOf(one) <= most)) };
    })
    .filter(({ of }) => of.length > 0);
  let left = random() * classes.reduce((sum, { weight }) => sum + weight, 0);
  const chosen = classes.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  const among = chosen?.of ?? list;
  return among[Math.floor(random() * among.length)] as T;
}

/** Base64 of this number of bytes. */
export function base64Of(bytes: number): string {
  // "osTicket load. " and so on: 15 bytes are 20 characters without padding, so the text can be repeated as it is.
  const unit = 'b3NUaWNrZXQgbG9hZC4K';
  const whole = unit.repeat(Math.floor(bytes / 15));
  const rest = bytes % 15;
  if (rest === 0) return whole;
  const full = unit.slice(0, Math.floor(rest / 3) * 4);
  return whole + full + ['', 'bw==', 'b3M='][rest % 3];
}

/** Length of the bytes that a Base64 text encodes. */
export function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** A checksum of a text (FNV-1a, 32 bits): enough to notice that other bytes came. */
export function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
