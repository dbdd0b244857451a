/** Compiles the servers, as they are when they are installed: the loader that runs the sources slows them down. */
import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param folder must exist @returns where the compiled `proof/bench` is */
export function compile(folder: string): string {
  const outDir = join(folder, 'compiled');
  const config = join(folder, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.build.json'),
      compilerOptions: { outDir, rootDir: root, typeRoots: [join(root, 'node_modules/@types')] },
      include: [
        join(root, 'proof/bench/*-process.ts'),
        join(root, 'server/worker-process.ts'),
        join(root, 'generated/*.ts'),
      ],
    }),
  );
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', config], {
    stdio: 'inherit',
  });
  for (const file of ['package.json', 'generated/contract.json']) cpSync(join(root, file), join(outDir, file));
  symlinkSync(join(root, 'node_modules'), join(outDir, 'node_modules'));
  return join(outDir, 'proof/bench');
}
