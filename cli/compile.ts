/** Compiles all sources but tests in a second, without a look at their types: for tests and benches of the command. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build, type Loader, type Plugin } from 'esbuild';
import { bundle } from './bundle.js';
import { copyPackageData, root } from './package-data.js';

/**
 * @param folder in the repository, where packages are found, or with a link to them
 * @returns the paths of the files that the package has; the other modules are beside them
 * @example await compile(join(root, '.compiled')); // .compiled/cli/main.js
 */
export async function compile(folder: string): Promise<string[]> {
  const sources = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\..*|node_modules|dist)$/.test(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
    )
    .filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file));
  await build({
    entryPoints: sources,
    absWorkingDir: root,
    outdir: folder,
    outbase: root,
    logLevel: 'warning',
    plugins: [namesOfCompiledFiles],
  });
  copyPackageData(folder);
  return bundle(folder);
}

/** k6 runs the load scripts as they are, so these import `….ts`: compiled, it is `….js`, as tsc writes it. */
const namesOfCompiledFiles: Plugin = {
  name: 'names-of-compiled-files',
  setup({ onLoad }) {
    onLoad({ filter: /./ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"),
      loader: extname(path).slice(1) as Loader,
    }));
  },
};
