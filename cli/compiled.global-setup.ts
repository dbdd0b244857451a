import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeModules } from './bundle.js';
import { commandVariable } from './command-for-tests.js';
import { compile } from './compile.js';
import { root } from './package-data.js';

/** Compiles the command once for a whole vitest run: through a loader, each of some hundred starts takes 2 s more. */
export default async function setup(): Promise<void> {
  const folder = join(root, '.compiled');
  rmSync(folder, { recursive: true, force: true });
  removeModules(folder, await compile(folder));
  process.env[commandVariable] = join(folder, 'cli/main.js');
}
