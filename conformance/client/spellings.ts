/** The ways in which an answer may write a secret: as it is, escaped for an address, for JSON or HTML, as hex or as Base64. */

/** A shorter secret stands in longer words by chance, and its Base64 in any text. */
const shortest = 8;
/** So much of a secret gives it away: a longer one may have been cut by a log or a column of a table. */
const partThatTells = { characters: 20, share: 0.75 };
/** Base64 is folded into lines, and a long header too. */
const fold = '(?:[\\r\\n]|\\\\[rn]){0,4}';

const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
const named = Object.fromEntries(Object.entries(entities).map(([one, name]) => [name, one]));

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const hex = (code: number) => code.toString(16).padStart(2, '0');

/** A character as it is or escaped, also several times over. What may repeat is bounded, so that no answer makes this slow. */
function character(one: string): string {
  const code = one.charCodeAt(0);
  return `(?:${[
    `${/[\w-]/.test(one) ? '' : '\\\\{0,4}'}${literal(one)}`,
    `%(?:25){0,3}${hex(code)}`,
    `\\\\{1,4}(?:u00|x)${hex(code)}`,
    `&(?:amp;){0,3}(?:#0{0,6}${code}|#x0{0,6}${hex(code)}${one in entities ? `|${entities[one]}` : ''});?`,
  ].join('|')})`;
}

/** A text with the escapes of `character` undone, in lower case: a quick way to see that a secret is not in it. */
function withoutEscapes(text: string): string {
  const lower = text.toLowerCase();
  if (!/[%\\&]/.test(lower)) return lower;
  const from = (code: string) => String.fromCharCode(Number.parseInt(code, 16)).toLowerCase();
  return lower
    .replaceAll(/%(?:25){0,3}([0-9a-f]{2})/g, (_, code) => from(code))
    .replaceAll(/\\{1,4}(?:u00|x)([0-9a-f]{2})/g, (_, code) => from(code))
    .replaceAll(
      /&(?:amp;){0,3}(?:#0{0,6}(\d{1,3})|#x0{0,6}([0-9a-f]{2})|(amp|lt|gt|quot|apos));?/g,
      (_, decimal, code, name) => named[name] ?? from(code ?? Number(decimal).toString(16)),
    );
}

/** How much of a secret must be there to give it away. */
const tellingLength = (secret: string) =>
  Math.min(secret.length, Math.max(partThatTells.characters, Math.ceil(secret.length * partThatTells.share)));

/** The secret in characters; of a long one also only its beginning. */
function characters(secret: string): string {
  const each = [...secret].map(character);
  const whole = tellingLength(secret);
  const rest = each.slice(whole).reduceRight((after, one) => `(?:${fold}${one}${after})?`, '');
  return each.slice(0, whole).join(fold) + rest;
}

/** What Base64 makes of the secret itself, for each place in a text where it may have stood when that was encoded. */
const encoded = (secret: string): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    // Without the characters that hold something of what stands before and after.
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });

const signs: Readonly<Record<string, string>> = { '+': '(?:[+-]|%2[bB])', '/': '(?:\\\\?/|_|%2[fF])' };

/** A text with its Base64url as Base64, in one line. */
const inOneAlphabet = (text: string): string =>
  text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/%2b/gi, '+')
    .replaceAll(/%2f/gi, '/')
    .replaceAll(/\\[rn]|[\r\n\\]/g, '');

/** A text, prepared once for the search for many secrets. */
export interface Prepared {
  plain: string[];
  base64: string;
}

export const prepare = (text: string): Prepared => ({ plain: plainForms(text), base64: inOneAlphabet(text) });

/** A text without escapes, and without the backslashes and ends of lines that may stand in a spelling. */
function plainForms(text: string): string[] {
  const plain = withoutEscapes(text);
  return /[\r\n\\]/.test(plain)
    ? [plain, plain.replaceAll(/\\[rn]|[\r\n\\]/g, ''), plain.replaceAll('\\', '')]
    : [plain];
}

/** One secret, and how it is found. */
export class Secret {
  readonly #plain: string[];
  readonly #hex: string;
  readonly #base64: string[];
  readonly #short: boolean;
  readonly #looksEscaped: boolean;

  /** @param placeholder what stands for it wherever it is found */
  constructor(
    readonly value: string,
    private readonly placeholder: string,
  ) {
    this.#short = value.length < shortest;
    this.#hex = Buffer.from(value).toString('hex');
    this.#plain = [value.slice(0, tellingLength(value)).toLowerCase(), this.#hex];
    this.#looksEscaped = /[%\\&]/.test(value);
    this.#base64 = encoded(value);
  }

  /**
   * A text with the placeholder where the secret stood. One of fewer than eight characters is found only where it stands
   * alone and as it is.
   */
  hide(text: string, { plain, base64 }: Prepared): string {
    if (this.#short) {
      return text.includes(this.value)
        ? text.replaceAll(new RegExp(`(?<!\\w)${literal(this.value)}(?!\\w)`, 'g'), this.placeholder)
        : text;
    }
    const patterns: RegExp[] = [];
    if (this.#looksEscaped || plain.some((one) => this.#plain.some((spelling) => one.includes(spelling))))
      patterns.push(new RegExp(`${characters(this.value)}|${[...this.#hex].join(fold)}`, 'gi'));
    if (this.#base64.some((one) => base64.includes(one)))
      patterns.push(
        new RegExp(this.#base64.map((one) => [...one].map((c) => signs[c] ?? c).join(fold)).join('|'), 'g'),
      );
    return patterns.reduce((hidden, pattern) => hidden.replaceAll(pattern, this.placeholder), text);
  }
}
