/** `npm run build`: compiles the package into dist/, with the data that it reads at run time beside the code. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swaggerUiFolder } from '../contract/swagger-ui.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const file of ['generated/contract.json', 'conformance/results.schema.json']) {
  cpSync(join(root, file), join(dist, file));
}
// What the code asks of it, and that what stands beside it are modules.
const { name, version, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, type, private: true })}\n`);
// What the pages show of it: the rest, maps and other builds, is ten times as much.
cpSync(swaggerUiFolder(), join(dist, 'swagger-ui'), {
  recursive: true,
  filter: (file) => !/\.map$|es-bundle|swagger-ui\.js$|package\.json$|README|absolute-path|index\.js$/.test(file),
});
cpSync(join(root, 'profiles'), join(dist, 'profiles'), { recursive: true });
// It holds types only, and this is how others import them: `osticket-contract/types`.
cpSync(join(root, 'generated/types.ts'), join(dist, 'generated/types.d.ts'));
