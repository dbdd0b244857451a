import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

test('what is started by its file name, and imported by nothing, is in the package', () => {
  const { include } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')) as { include: string[] };
  const started = ['cli', 'conformance', 'fixtures', 'load', 'server'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(folder, file))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/new URL\(\s*['"`]\.\/([\w-]+)(?:\.js|\$\{)/g)].map(
          ([, name]) => normalize(join(dirname(file), `${name}.ts`)),
        ),
      ),
  );
  expect(started).toContain('server/worker-process.ts');
  expect(include).toEqual(expect.arrayContaining(started));
});

test('what `exports` leads to is made by the build, code and types', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<'types' | 'default', string>>;
  };
  const { include } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')) as { include: string[] };
  const doors = Object.values(exports).flatMap((door) => (typeof door === 'string' ? [] : [door]));
  expect(doors).toHaveLength(5);
  for (const { types, default: code } of doors) {
    expect(types).toBe(code.replace(/\.js$/, '.d.ts'));
    const source = code.replace('./dist/', '').replace(/\.js$/, '.ts');
    expect(
      include.some((one) => source === one || source.startsWith(`${one}/`)),
      source,
    ).toBe(true);
    expect(readFileSync(join(root, source), 'utf8')).not.toBe('');
  }
});
