/** `npm run build`: compiles the package into dist/, with the data that it reads at run time beside the code. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle, removeModules } from './bundle.js';
import { copyPackageData, root } from './package-data.js';

const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
copyPackageData(dist);
removeModules(dist, await bundle(dist));
// It holds types only, and this is how others import them: `osticket-contract/types`.
cpSync(join(root, 'generated/types.ts'), join(dist, 'generated/types.d.ts'));
keepTypesOfDoors();

/** Nobody can import the types of the other files, which would be two of ten MB. */
function keepTypesOfDoors(): void {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>;
  };
  const kept = new Set<string>();
  const keep = (file: string): void => {
    if (kept.has(file) || !existsSync(file)) return;
    kept.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)\.js['"]/g))
      keep(join(dirname(file), `${path}.d.ts`));
  };
  for (const door of Object.values(exports)) if (typeof door !== 'string') keep(join(root, door.types));
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const file = join(dist, name);
    if (file.endsWith('.d.ts') && !kept.has(file)) rmSync(file);
  }
}
