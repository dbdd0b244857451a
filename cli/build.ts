/** `npm run build`: compiles the package into dist/, with the data that it reads at run time beside the code. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackageData, root } from './package-data.js';

const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
copyPackageData(dist);
// It holds types only, and this is how others import them: `osticket-contract/types`.
cpSync(join(root, 'generated/types.ts'), join(dist, 'generated/types.d.ts'));
