/** The paths of the contract as Express writes them. */
import { contract } from '../../contract/document.js';
import type { Operation } from '../../contract/operations.js';

/** Where the API is: the first server of the contract. */
export const basePath = contract.servers[0]?.url ?? '';

/** Of an operation, below `basePath`: `/tickets-get.php/:number.:format`. */
export function exactPaths({ path, alsoAt }: Operation): string[] {
  return [path, ...alsoAt].map(toExpress);
}

/** The same without the extension that the contract has or asks for, and with any other; they match the right one, too. */
export function pathsWithOtherExtension({ path, alsoAt }: Operation): string[] {
  return [path, ...alsoAt].flatMap((template) => {
    const bare = template.replace(/\.(\{\w+\}|\w+)$/, '');
    // `.php` is part of a name; a path that ends in it has no extension.
    return bare === template || template.endsWith('.php')
      ? []
      : [`${toExpress(bare)}{.}`, `${toExpress(bare)}.:extension`];
  });
}

const toExpress = (template: string) => template.replaceAll(/\{(\w+)\}/g, ':$1');
