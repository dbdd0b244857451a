/** Which operation of the contract a request is addressed to, by its method and address alone. */
import { type OperationId, operations } from '../../contract/operations.js';

/** `/tickets-get.php/{number}.{format}` as a pattern; what stands before `/api` is the installation's own. */
const pattern = (template: string): RegExp =>
  new RegExp(
    `/api(?:/http\\.php)?${template
      .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replaceAll(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'format' ? '[^/.]+' : '[^/]+'})`)}$`,
    'i',
  );

const addresses = operations.flatMap(({ id, method, path, alsoAt }) =>
  [path, ...alsoAt].map((one) => ({ id, method: method.toUpperCase(), pattern: pattern(one) })),
);

/** What a request is addressed to. */
export interface Address {
  id: OperationId;
  /** The installation's root: what stands before `/api`. */
  root: string;
  /** The values of the path's parameters, as they stand in the address: `{ number: '781259', format: 'json' }`. */
  path: Readonly<Record<string, string>>;
}

/**
 * @param url absolute
 * @returns nothing where the contract has no such method at this path
 */
export function addressOf(method: string, url: string): Address | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname, origin } = new URL(url);
  for (const one of addresses) {
    const match = one.method === method.toUpperCase() ? one.pattern.exec(pathname) : null;
    if (match) return { id: one.id, root: `${origin}${pathname.slice(0, match.index)}`, path: match.groups ?? {} };
  }
  return undefined;
}

/** @example operationOf('GET', 'https://help.example.org/api/tickets-stats.php') // 'getTicketStats' */
export const operationOf = (method: string, url: string): OperationId | undefined => addressOf(method, url)?.id;
