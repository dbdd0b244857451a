/** Texts as words of a POSIX shell, in which variables stand for what is another value each time. */

/** Quotes a text as one word of a POSIX shell. */
export function quote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text that is another one each time. */
export interface Variable {
  name: string;
  /** An expression that finds it. */
  finds: string;
}

// As keys stand in evidence, also where they were percent-encoded in a URL.
const keyPattern = '<(?:half of )?key [^<>]*>|%3Ckey%20.*?%3E';

/** An expression that finds a text; digits only where no letter or digit is beside them. */
export function finding(text: string): string {
  const escaped = text.replaceAll(/[.+?^${}()|[\]\\/*-]/g, '\\$&');
  return /^\d+$/.test(text) ? `(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])` : escaped;
}

/** Variables of keys, by the names that the settings give them. */
export class KeyVariables {
  /** Names of the keys that were asked for. */
  readonly used = new Set<string>();

  /** @param main the name of the main key */
  constructor(private readonly main: string) {}

  /**
   * The environment variable that a script takes the key from.
   *
   * @example new KeyVariables('main').of('main') // 'OSTICKET_API_KEY'
   * @example new KeyVariables('main').of('reader') // 'OSTICKET_KEY_READER'
   */
  of(name: string): string {
    this.used.add(name);
    return name === this.main ? 'OSTICKET_API_KEY' : `OSTICKET_KEY_${name.replaceAll(/\W+/g, '_').toUpperCase()}`;
  }
}

/** Writes texts as words. */
export class Words {
  readonly #pattern: RegExp;

  /** @param variables of two that find a text at the same place, the first counts */
  constructor(
    private readonly variables: readonly Variable[],
    private readonly keys: KeyVariables,
  ) {
    const all = [keyPattern, ...variables.map(({ finds }) => finds)];
    this.#pattern = new RegExp(all.map((one) => `(${one})`).join('|'), 'g');
  }

  /**
   * A text as one word.
   *
   * @example words.of('{"childId":"123456"}') // `'{"childId":"'"$N1"'"}'`
   */
  of(text: string): string {
    let word = '';
    let from = 0;
    for (const match of text.matchAll(this.#pattern)) {
      if (match.index > from) word += quote(text.slice(from, match.index));
      word += `"${this.#value(match)}"`;
      from = match.index + match[0].length;
    }
    return from < text.length || word === '' ? word + quote(text.slice(from)) : word;
  }

  #value([found, key, ...others]: RegExpMatchArray): string {
    if (key === undefined) return `$${this.variables[others.findIndex((one) => one !== undefined)]?.name}`;
    const [, half, plain, encoded = ''] = /^(?:<(half of )?key ([^<>]*)>|%3Ckey%20(.*?)%3E)$/.exec(found) ?? [];
    const name = `$${this.keys.of(plain ?? encoded)}`;
    return half === undefined ? name : `$(half "${name}")`;
  }
}
