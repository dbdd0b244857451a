/** What the compiled code reads at run time and finds beside itself. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swaggerUiFolder } from '../contract/swagger-ui.js';

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Puts it into the folder of the compiled code.
 *
 * @example copyPackageData(join(root, 'dist'))
 */
export function copyPackageData(folder: string): void {
  for (const file of ['generated/contract.json', 'conformance/results.schema.json']) {
    cpSync(join(root, file), join(folder, file));
  }
  // What the code asks of it, and that what stands beside it are modules.
  const { name, version, type, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, type, peerDependencies, private: true })}\n`,
  );
  // What the pages show of it: the rest, maps and other builds, is ten times as much.
  cpSync(swaggerUiFolder(), join(folder, 'swagger-ui'), {
    recursive: true,
    filter: (file) =>
      !/\.map$|es-bundle|swagger-ui\.js$|package\.json$|README|absolute-path|index\.js$|\.bundle-sizes\./.test(file),
  });
  cpSync(join(root, 'profiles'), join(folder, 'profiles'), { recursive: true });
}
