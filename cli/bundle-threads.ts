/**
 * Puts each thread of a run into a few files, with the packages that it uses. A run starts its threads anew each time, and
 * to find and read a thousand files takes longer than all else that is done before the first check.
 */
import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** Started by their names in `conformance/run/`; vitest loads `suite.js`. */
const threads = ['reference-thread', 'suite-thread', 'suite'];

/**
 * Vitest is the one that runs the suite, better-sqlite3 is not only code, no thread of a run opens a MariaDB, only an
 * exploration needs fast-check, and faker is in a few files by itself.
 */
const leftOut = [/^vitest/, 'better-sqlite3', 'mysql2', 'fast-check', /^@faker-js\//];

/**
 * @param folder of the compiled code, where packages are found; its files of the threads are replaced
 * @example await bundleThreads(join(root, 'dist'));
 */
export async function bundleThreads(folder: string): Promise<void> {
  const place = realpathSync(join(folder, 'conformance/run'));
  const bundle = await rolldown({
    input: Object.fromEntries(threads.map((name) => [name, join(place, `${name}.js`)])),
    platform: 'node',
    external: leftOut,
    plugins: [stayingBesideTheirFiles(place)],
    logLevel: 'warn',
  });
  try {
    const { output } = await bundle.write({
      dir: place,
      chunkFileNames: 'threads-[name].js',
      comments: { jsdoc: false },
    });
    const modules = output.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []));
    writeFileSync(join(folder, 'licences-of-packages.txt'), licencesOf(modules));
  } finally {
    await bundle.close();
  }
}

/** What a file reads or starts is still found from where that file was. */
const stayingBesideTheirFiles = (place: string): Plugin => ({
  name: 'staying beside their files',
  transform: {
    filter: { code: 'import.meta.url' },
    handler(code, file) {
      if (!isAbsolute(file) || file.includes('/node_modules/')) return null;
      const from = `new URL(${JSON.stringify(`./${relative(place, file)}`)}, import.meta.url).href`;
      return code.replaceAll('import.meta.url', from);
    },
  },
});

/** They ask to be with each copy of the code. Where a package brings no text, what it says of itself. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((file) => /^\/.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  return [...folders]
    .flatMap((folder) => {
      const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
      const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
      return (texts.length > 0 ? texts : [`Licence: ${license}`]).map((text) => `${name}\n\n${text}\n`);
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}
