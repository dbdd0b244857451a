/** Pieces of sentences. Code stands in backticks, as in the contract. */

/** As code: no text of an installation ends it. */
export const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** A value of JSON, as code. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return code(text.length > 120 ? `${text.slice(0, 120)}…` : text);
};

/** @example list(['a', 'b', 'c']) // 'a, b and c' */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * What a request is like that breaks a requirement: its sentence as far as the refusal.
 *
 * @example breakingPhrase('A request without `name` is refused with 400.') // 'A request without `name`'
 * @example breakingPhrase('A ticket is not made its own parent (422).') // 'Making a ticket its own parent'
 */
export function breakingPhrase(sentence: string): string {
  const [, refused] = sentence.match(/^([^;]+?),? (?:is|are) (?:refused|answered)\b/) ?? [];
  if (refused !== undefined) return refused;
  const [, what = '', verb = '', rest = ''] =
    sentence.match(/^(.+?) is not (made|given|taken) (.+?)(?: \(|[;.])/) ?? [];
  return verb === ''
    ? `What this excludes: ${sentence.replace(/\.$/, '')}`
    : `${doing[verb]} ${what.slice(0, 1).toLowerCase()}${what.slice(1)} ${rest}`;
}

const doing: Readonly<Record<string, string>> = { made: 'Making', given: 'Giving', taken: 'Taking' };

/** Which requests: a phrase, and some kinds of what it says. Without kinds: all. */
export interface Condition {
  readonly phrase: string;
  readonly kinds: readonly string[];
}

/**
 * Phrases that differ in the name of their field or in their kinds alone are one.
 *
 * @example joined([{ phrase: 'A request without `name`', kinds: [] }, { phrase: 'A request without `email`', kinds: [] }])
 * // ['A request without `name` or `email`']
 */
export function joined(conditions: readonly Condition[]): string[] {
  const kindsOf = new Map<string, readonly string[]>();
  for (const { phrase, kinds } of conditions) {
    const known = kindsOf.get(phrase);
    const isAll = kinds.length === 0 || known?.length === 0;
    kindsOf.set(phrase, isAll ? [] : [...new Set([...(known ?? []), ...kinds])]);
  }
  const namesOf = new Map<string, string[]>();
  for (const [phrase, kinds] of kindsOf) {
    const [, name = ''] = phrase.match(/`(\w+)`/) ?? [];
    const open = phrase.replace(/^An? (?=`)/, 'A ').replace(`\`${name}\``, '`\0`');
    const form = kinds.length > 0 ? `${open.replace(/ \([^()]*\)$/, '')} (${kinds.join(', ')})` : open;
    namesOf.set(form, [...(namesOf.get(form) ?? []), name]);
  }
  return [...namesOf].map(([form, names]) => {
    const all = [names.slice(0, -1).map(code).join(', '), code(names.at(-1) ?? '')].filter(Boolean).join(' or ');
    const article = /^([aeio]|slaId$)/.test(names[0] ?? '') ? 'An ' : 'A ';
    return form.replace(/^A (?=`\0`)/, article).replace('`\0`', all);
  });
}
