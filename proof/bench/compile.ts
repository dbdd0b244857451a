/** Compiles the servers, as they are when they are installed: the loader that runs the sources slows them down. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compile as compileSources } from '../../cli/compile.js';
import { root } from '../../cli/package-data.js';

/** @param folder must exist @returns where the compiled `proof/bench` is */
export async function compile(folder: string): Promise<string> {
  const compiled = join(folder, 'compiled');
  await compileSources(compiled);
  symlinkSync(join(root, 'node_modules'), join(compiled, 'node_modules'));
  return join(compiled, 'proof/bench');
}
