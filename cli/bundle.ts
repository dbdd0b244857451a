/**
 * Puts the compiled modules into few files: to find and read a thousand of them takes longer than all else that is done
 * before a run's first check, and each takes 2 KB more on a disk than it holds.
 */
import { readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { root } from './package-data.js';

/** What a run starts anew each time, by its name in `conformance/run/`; vitest loads `suite.js`. */
const threads = ['reference-thread', 'suite-thread', 'suite'].map((name) => `conformance/run/${name}`);

/** What a thread gets from node_modules: a driver that it never opens, code that is not JavaScript only, and large ones. */
const fromPackages = [/^vitest/, 'better-sqlite3', 'mysql2', /^@faker-js\//];

interface Bundle {
  /** Paths of the compiled modules, without `.js`; each gets a file at its own place. */
  entries: readonly string[];
  /** Where what several of them use is put, as the beginning of a path. */
  shared: string;
  external: (string | RegExp)[] | ((id: string) => boolean);
}

function bundles(): Bundle[] {
  const { include } = jsonIn('tsconfig.build.json') as { include: string[] };
  const { dependencies, optionalDependencies, peerDependencies } = jsonIn('package.json') as Record<string, object>;
  const installed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return [
    { entries: threads, shared: 'conformance/run/threads-', external: fromPackages },
    {
      entries: include.map((file) => file.replace(/\.ts$/, '')).filter((entry) => !threads.includes(entry)),
      shared: 'shared/',
      // A package that stands among devDependencies is not installed beside the little of it that is used.
      external: (id) => isBuiltin(id) || installed.some((name) => id === name || id.startsWith(`${name}/`)),
    },
  ];
}

const jsonIn = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

/**
 * @param folder of the compiled modules, where packages are found; those that something is started by are replaced
 * @returns paths of the files that were written
 * @example await bundle(join(root, 'dist'));
 */
export async function bundle(folder: string): Promise<string[]> {
  const place = realpathSync(folder);
  const [files, modules]: [string[], string[]] = [[], []];
  for (const one of bundles()) {
    const made = await rolldown({
      input: Object.fromEntries(one.entries.map((entry) => [entry, join(place, `${entry}.js`)])),
      platform: 'node',
      external: one.external,
      plugins: [namesOfTheirFiles(place)],
      logLevel: 'warn',
    });
    try {
      const { output } = await made.write({
        dir: place,
        entryFileNames: '[name].js',
        chunkFileNames: `${one.shared}[name].js`,
        comments: { jsdoc: false },
      });
      files.push(...output.map(({ fileName }) => join(place, fileName)));
      modules.push(...output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])));
    } finally {
      await made.close();
    }
  }
  writeFileSync(join(folder, 'licences-of-packages.txt'), licencesOf(modules));
  return files;
}

/**
 * Removes the modules that are in others' files now.
 *
 * @param kept what `bundle` wrote
 */
export function removeModules(folder: string, kept: readonly string[]): void {
  const place = realpathSync(folder);
  for (const name of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
    const file = join(place, name);
    if (/\.js$/.test(name) && !/^(node_modules|swagger-ui)\b/.test(name) && !kept.includes(file)) rmSync(file);
  }
}

/** What a module reads or starts is found from where that module was. */
const namesOfTheirFiles = (place: string): Plugin => {
  const marked = (file: string) => `__file_url_of__(${JSON.stringify(file)})`;
  return {
    name: 'names of their files',
    transform: {
      filter: { code: 'import.meta.url' },
      handler(code, file) {
        if (!file.startsWith(place) || /[\\/]node_modules[\\/]/.test(file)) return null;
        return code.replaceAll('import.meta.url', marked(relative(place, file).split(sep).join('/')));
      },
    },
    renderChunk(code, { fileName }) {
      return code.replaceAll(/__file_url_of__\("([^"]+)"\)/g, (_, file: string) => {
        const path = relative(dirname(fileName), file).split(sep).join('/');
        return path === basename(fileName)
          ? 'import.meta.url'
          : `new URL(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)}, import.meta.url).href`;
      });
    },
  };
};

/** They ask to be with each copy of the code. Where a package brings no text, what it says of itself. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(
    modules.flatMap((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? []),
  );
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
