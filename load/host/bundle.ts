/**
 * Bundles a script with what it imports, by k6's rules: relative paths with their real extension, and k6's own
 * modules. Rolldown comes with vitest, which runs the suite: a bundler of its own would be 11 MB more to install.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InputOptions, type Plugin, rolldown } from 'rolldown';
import { NotProvided } from './not-provided.js';
import { k6ExitCodes, ScriptError } from './script-error.js';
import { providedModules } from './vu/provided-modules.js';

/** @param refused gets why an import is refused; the first one counts */
const k6Imports = (refused: (reason: string) => void): Plugin => ({
  name: 'k6 imports',
  resolveId(path, importer) {
    if (importer === undefined) return null;
    const refuse = (text: string): never => {
      refused(text);
      throw new Error(text);
    };
    if (path === 'k6' || path.startsWith('k6/')) {
      if ((providedModules as readonly string[]).includes(path)) return { id: path, external: true };
      return refuse(new NotProvided(path).message);
    }
    if (/^https?:/.test(path)) return refuse(new NotProvided(`Importing from the network (${path})`).message);
    if (!path.startsWith('.'))
      return refuse(`${importer} imports "${path}": k6 has relative paths and its own modules, no packages.`);
    const file = resolve(dirname(importer), path);
    if (existsSync(file)) return { id: file };
    return refuse(
      `${importer} imports "${path}", and there is no such file: k6 wants the real extension, such as .ts.`,
    );
  },
});

/**
 * @returns the text of a CommonJS module
 * @throws ScriptError, NotProvided
 */
export async function bundleScript(file: string): Promise<string> {
  if (!existsSync(file)) throw new ScriptError(`There is no script ${file}.`, k6ExitCodes.badOptions);
  let reason: string | undefined;
  const imports = k6Imports((text) => {
    reason ??= text;
  });
  try {
    // The host's own settings for TypeScript have nothing to do with k6's.
    return await bundled({ input: file, plugins: [imports], platform: 'neutral', tsconfig: false });
  } catch (error) {
    throw new ScriptError(reason ?? (error as Error).message);
  }
}

let virtualUser: Promise<string> | undefined;

/** The program of a virtual user's thread, as one text: a thread then starts without a loader for TypeScript. */
export function bundleVirtualUser(): Promise<string> {
  virtualUser ??= bundled({
    input: resolve(
      dirname(fileURLToPath(import.meta.url)),
      `vu/thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
    ),
    platform: 'node',
    // The sources import `….js`, which is `….ts` where they are not compiled.
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  });
  return virtualUser;
}

async function bundled(options: InputOptions): Promise<string> {
  const bundle = await rolldown({ ...options, logLevel: 'silent' });
  try {
    const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
