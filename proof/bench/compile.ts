/** Compiles the servers, as they are when they are installed: the loader that runs the sources slows them down. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compile as compileSources } from '../../cli/compile.js';
import { root } from '../../cli/package-data.js';

/** @param folder must exist @returns where the compiled `proof/bench` is */
export async function compile(folder: string): Promise<string> {
  const compiled = join(folder, 'compiled');
  mkdirSync(compiled);
  // First, since what a run's threads need of the packages is put into their files.
  symlinkSync(join(root, 'node_modules'), join(compiled, 'node_modules'));
  await compileSources(compiled);
  return join(compiled, 'proof/bench');
}
