/** In which places two JSON values differ. */

/**
 * Each place once, items of lists as `*`.
 *
 * @example differences([{ b: 0 }, { b: 1 }], [{ b: false }, { b: true }]) // one place: any item's b
 */
export function differences(before: unknown, after: unknown): string[] {
  const found = new Set<string>();
  compare(before, after, '', found);
  return [...found];
}

function compare(before: unknown, after: unknown, place: string, found: Set<string>): void {
  if (Object.is(before, after)) return;
  const inBoth = isObject(before) && isObject(after) && Array.isArray(before) === Array.isArray(after);
  if (!inBoth) {
    found.add(place);
    return;
  }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const step = Array.isArray(before) ? '*' : name.replaceAll('~', '~0').replaceAll('/', '~1');
    compare(before[name], after[name], `${place}/${step}`, found);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';
