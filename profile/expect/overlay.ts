/**
 * The part of the OpenAPI Overlay Specification 1.0 that this tool writes (https://spec.openapis.org/overlay/v1.0.0):
 * actions on one node each, which is named by a normalized path (RFC 9535, section 2.7).
 */

/** Names and indices from the root of a document. */
export type Path = readonly (string | number)[];

export interface Action {
  /** A normalized path to an object or an array. */
  readonly target: string;
  readonly description: string;
  /** Merged into an object, or appended to an array. */
  readonly update?: unknown;
  readonly remove?: true;
}

export interface Overlay {
  readonly overlay: '1.0.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly actions: readonly Action[];
}

/** @example normalizedPath(['paths', '/tickets.json', 'post']) // "$['paths']['/tickets.json']['post']" */
export const normalizedPath = (path: Path): string =>
  `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `['${escaped(step)}']`)).join('')}`;

const escaped = (name: string) => JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
const unescaped = (name: string): string =>
  JSON.parse(`"${name.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')}"`);

/** @throws Error for a query that is no normalized path */
export function stepsOf(target: string): Path {
  const steps = [...target.matchAll(/\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/g)];
  if (target !== `$${steps.map(([text]) => text).join('')}`) throw new Error(`${target} is no normalized path`);
  return steps.map(([, index, name = '']) => (index === undefined ? unescaped(name) : Number(index)));
}

/** What a document has at a path; nothing where there is no such place. */
export const nodeAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (node, step) =>
      node !== null && typeof node === 'object' && Object.hasOwn(node, step)
        ? (node as Record<string | number, unknown>)[step]
        : undefined,
    document,
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** As the specification says: objects are merged, arrays joined, and all else is replaced. */
export function merged(old: unknown, update: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(update)) return [...old, ...update];
  if (!isObject(old) || !isObject(update)) return update;
  const changed = Object.entries(update).map(([name, value]) => [
    name,
    Object.hasOwn(old, name) ? merged(old[name], value) : value,
  ]);
  return { ...old, ...Object.fromEntries(changed) };
}

/**
 * Carries out the actions, one after the other.
 *
 * @returns a changed copy
 * @throws Error where a target selects nothing, or neither an object nor an array: the overlay is for another document
 */
export function applyOverlay<T>(document: T, { actions }: Pick<Overlay, 'actions'>): T {
  // Not structuredClone: what two aliases of a YAML file name, it would keep as one object.
  const root = { document: JSON.parse(JSON.stringify(document)) as unknown };
  for (const { target, update, remove } of actions) {
    const path = ['document', ...stepsOf(target)];
    const node = nodeAt(root, path);
    if (node === null || typeof node !== 'object') throw new Error(`There is no object or array at ${target}`);
    const parent = nodeAt(root, path.slice(0, -1)) as Record<string | number, unknown>;
    const key = path.at(-1) ?? '';
    if (!remove) parent[key] = Array.isArray(node) ? [...node, update] : merged(node, structuredClone(update));
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }
  return root.document as T;
}
