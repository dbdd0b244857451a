/** The values in the path of a request: how they are put in, and how they are taken out again. */
import { operations } from './operations.js';

/**
 * A path template with its values, percent-encoded.
 *
 * @example filledPath('/tickets-get.php/{number}.{format}', { number: 'T:131', format: 'json' }) // '/tickets-get.php/T%3A131.json'
 */
export const filledPath = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values[name] ?? '')));

/** What stands before the number or ID in each path that has one. */
const starts = operations.flatMap(({ path, alsoAt }) =>
  [path, ...alsoAt].filter((one) => one.includes('{')).map((one) => one.split('{')[0] ?? ''),
);

/**
 * What a request names in its path: the number of a ticket or the ID of a file, as it was put in.
 *
 * @param url or a path alone
 * @returns nothing where it names nothing
 * @example namedInPath('https://help.example.org/api/tickets-get.php/T%3A131.json') // 'T:131'
 */
export function namedInPath(url: string): string | undefined {
  const [path = ''] = url.split(/[?#]/);
  const start = starts.find((one) => path.includes(one));
  return start === undefined
    ? undefined
    : decodedOnce(withoutExtension(path.slice(path.indexOf(start) + start.length)));
}

/** The extension is behind the last dot: a number may have some, too. */
export const withoutExtension = (name: string): string => name.replace(/\.[^.]*$/, '');

/** A part of a path without its percent-encoding; as it is where that is broken. */
export function decodedOnce(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
