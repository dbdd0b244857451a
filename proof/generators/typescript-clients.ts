import { join } from 'node:path';
import type { Client } from './client.js';
import type { Command } from './run.js';
import { npmVersions, type Tools } from './tools.js';

const settings = 'client-tsconfig.json';

/** @param contract the file with the contract */
export function typescriptClients(contract: string, { npm }: Tools): Client[] {
  const program = (name: string) => join(npm, 'node_modules/.bin', name);
  const client = (name: string, generator: keyof typeof npmVersions, make: Command, call?: Client['call']): Client => ({
    name,
    generator,
    version: npmVersions[generator],
    from: 'npm',
    language: 'TypeScript',
    folder: join(npm, name),
    // @hey-api/openapi-ts looks for it beside its own node_modules, to learn how modules are found.
    make: { files: { 'tsconfig.json': settings, '../tsconfig.json': settings }, commands: [make] },
    compile: { compiler: { name: 'tsc', version: [program('tsc'), '--version'] }, commands: [[program('tsc')]] },
    call,
  });
  return [
    client('openapi-typescript', 'openapi-typescript', [
      program('openapi-typescript'),
      contract,
      '--output',
      'src/types.ts',
    ]),
    client(
      'hey-api',
      '@hey-api/openapi-ts',
      [program('openapi-ts'), '--input', contract, '--output', 'src', '--client', '@hey-api/client-fetch'],
      { files: { 'out/update.mjs': 'update.mjs' }, commands: [['node', 'out/update.mjs']] },
    ),
    client('orval', 'orval', [program('orval'), '--input', contract, '--output', 'src/client.ts', '--client', 'fetch']),
  ];
}
