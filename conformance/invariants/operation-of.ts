/** Which operation of the contract a request is addressed to, by its method and address alone. */
import { type OperationId, operations } from '../../contract/operations.js';

/** `/tickets-get.php/{number}.{format}` as a pattern; what stands before `/api` is the installation's own. */
const pattern = (template: string): RegExp =>
  new RegExp(
    `/api(?:/http\\.php)?${template
      .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'format' ? '[^/.]+' : '[^/]+'))}$`,
    'i',
  );

const addresses = operations.flatMap(({ id, method, path, alsoAt }) =>
  [path, ...alsoAt].map((one) => ({ id, method: method.toUpperCase(), pattern: pattern(one) })),
);

/**
 * @param url absolute
 * @returns nothing where the contract has no such method at this path
 * @example operationOf('GET', 'https://help.example.org/api/tickets-stats.php') // 'getTicketStats'
 */
export function operationOf(method: string, url: string): OperationId | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname } = new URL(url);
  return addresses.find((one) => one.method === method.toUpperCase() && one.pattern.test(pathname))?.id;
}
