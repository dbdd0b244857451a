/** Finds the operation that a request is for, by the contract's path templates. */
import { contract } from '../../contract/document.js';
import { type Operation, operations } from '../../contract/operations.js';
import { refuse } from './refusal.js';

/** What a URL leads to. */
export interface Route {
  readonly operation: Operation;
  /** Values of the path template's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The extension that the operation's template has or asks for was not in the URL. */
  readonly wrongExtension: boolean;
}

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly wrongExtension: boolean;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Where the API is: the first server of the contract. */
export const basePath = contract.servers[0]?.url ?? '';

const templates: readonly Template[] = [...byPath()].flatMap(([path, methods]) => {
  const exact = template(path, methods, false);
  const bare = path.replace(/\.(\{\w+\}|\w+)$/, '');
  // `.php` is part of a name; a path that ends in it has no extension.
  return bare === path || path.endsWith('.php') ? [exact] : [exact, template(`${bare}{extension}`, methods, true)];
});

function byPath(): Map<string, Map<string, Operation>> {
  const paths = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    for (const path of [operation.path, ...operation.alsoAt]) {
      paths.set(path, (paths.get(path) ?? new Map()).set(operation.method.toUpperCase(), operation));
    }
  }
  return paths;
}

/** A parameter is a part of one segment; an extension has no dot in it, so that the rest may have. */
function template(path: string, methods: ReadonlyMap<string, Operation>, wrongExtension: boolean): Template {
  const names: string[] = [];
  const source = path.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(name);
    return name === 'extension' ? '((?:\\.[^/.]*)?)' : name === 'format' ? '([^/.]*)' : '([^/]+)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`), names, wrongExtension, operations: methods };
}

/**
 * @param method e.g. `GET`
 * @param path of the URL, encoded, without the query string
 * @throws Refusal 404 for a path that the API does not have, 405 for a method that the path does not have
 */
export function findRoute(method: string, path: string): Route {
  const below = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
  for (const { pattern, names, wrongExtension, operations: methods } of below === undefined ? [] : templates) {
    const match = pattern.exec(below ?? '');
    if (match === null) continue;
    const operation = methods.get(method);
    if (operation === undefined) {
      const allowed = [...methods.keys()].join(', ');
      refuse({
        requirement: 'errors/wrong-method-405',
        message: `Method Not Allowed. Use ${allowed}`,
        headers: { Allow: allowed },
      });
    }
    return {
      operation,
      params: Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1] ?? '')])),
      wrongExtension,
    };
  }
  refuse({
    requirement: 'errors/unknown-path-404',
    message: `The API has no path ${path}. The contract at /openapi.json lists the paths that there are.`,
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    refuse({
      requirement: 'errors/no-500-for-input',
      message: 'The path holds a % that is no %XX code of UTF-8 text. Write a % as %25.',
    });
  }
}
