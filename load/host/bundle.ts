/**
 * Bundles a script with what it imports, by k6's rules: relative paths with their real extension, and k6's own
 * modules. esbuild is what k6 itself strips types with.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildFailure, build, type Plugin } from 'esbuild';
import { NotProvided } from './not-provided.js';
import { k6ExitCodes, ScriptError } from './script-error.js';
import { providedModules } from './vu/provided-modules.js';

const k6Imports: Plugin = {
  name: 'k6 imports',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind, importer, resolveDir }) => {
      if (kind === 'entry-point') return undefined;
      const refuse = (text: string) => ({ errors: [{ text }] });
      if (path === 'k6' || path.startsWith('k6/')) {
        if ((providedModules as readonly string[]).includes(path)) return { path, external: true };
        return refuse(new NotProvided(path).message);
      }
      if (/^https?:/.test(path)) return refuse(new NotProvided(`Importing from the network (${path})`).message);
      if (!path.startsWith('.'))
        return refuse(`${importer} imports "${path}": k6 has relative paths and its own modules, no packages.`);
      const file = resolve(resolveDir, path);
      if (existsSync(file)) return { path: file };
      return refuse(
        `${importer} imports "${path}", and there is no such file: k6 wants the real extension, such as .ts.`,
      );
    });
  },
};

/**
 * @returns the text of a CommonJS module
 * @throws ScriptError, NotProvided
 */
export async function bundleScript(file: string): Promise<string> {
  if (!existsSync(file)) throw new ScriptError(`There is no script ${file}.`, k6ExitCodes.badOptions);
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'neutral',
      target: 'esnext',
      plugins: [k6Imports],
      logLevel: 'silent',
      // The host's own settings for TypeScript have nothing to do with k6's.
      tsconfigRaw: {},
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as BuildFailure).errors ?? [];
    throw new ScriptError(first?.text ?? (error as Error).message);
  }
}

let virtualUser: Promise<string> | undefined;

/** The program of a virtual user's thread, as one text: a thread then starts without a loader for TypeScript. */
export function bundleVirtualUser(): Promise<string> {
  virtualUser ??= build({
    entryPoints: [
      resolve(dirname(fileURLToPath(import.meta.url)), `vu/thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`),
    ],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return virtualUser;
}
