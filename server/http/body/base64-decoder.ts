/** Decodes the Base64 inside a JSON string, a piece at a time, and finds whether it is Base64 at all. */

/** Node's decoder passes over what it does not know, and takes these for `+` and `/`. A regular expression is far slower. */
const isOtherAlphabet = (text: string) => text.includes('-') || text.includes('_');

/** An escape that goes on in the next piece: `\/` and `\u002b` are letters of Base64, too. */
const CUT_ESCAPE = /\\(u[0-9a-fA-F]{0,3})?$/;

const NOTHING = Buffer.alloc(0);

export class Base64Decoder {
  /** Whether it is no Base64: other characters, line breaks, wrong padding. */
  broken = false;
  #cut = '';
  #left = '';
  #letters = 0;
  #padding = 0;

  /** Bytes of the content, as far as its length tells. */
  get size(): number {
    return Math.floor((this.#letters * 3) / 4) - this.#padding;
  }

  /**
   * @param piece bytes of the JSON text, as Latin 1
   * @param room gives memory for so many bytes
   * @returns the next bytes of the content, at the beginning of that memory
   */
  decode(piece: string, room: (length: number) => Buffer): Buffer {
    const letters = this.#unescaped(piece);
    this.#letters += letters.length;
    // Padding ends the content.
    if (this.#padding > 0 && letters !== '') this.broken = true;
    if (this.broken) return NOTHING;
    const known = this.#left + letters;
    const whole = known.length - (known.length % 4);
    this.#left = known.slice(whole);
    if (whole === 0) return NOTHING;
    const text = known.slice(0, whole);
    this.#padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    const expected = (whole / 4) * 3 - this.#padding;
    const memory = room(expected);
    if (memory.write(text, 0, expected, 'base64') !== expected || isOtherAlphabet(text)) this.broken = true;
    return this.broken ? NOTHING : memory.subarray(0, expected);
  }

  end(): void {
    if (this.#cut !== '' || this.#left !== '') this.broken = true;
  }

  #unescaped(piece: string): string {
    const known = this.#cut + piece;
    this.#cut = '';
    if (!known.includes('\\')) return known;
    this.#cut = CUT_ESCAPE.exec(known)?.[0] ?? '';
    try {
      return JSON.parse(`"${known.slice(0, known.length - this.#cut.length)}"`);
    } catch {
      this.broken = true;
      return '';
    }
  }
}
