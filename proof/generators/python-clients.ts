import { join } from 'node:path';
import type { Client } from './client.js';
import { pypiVersions, type Tools } from './tools.js';

/** @param contract the file with the contract @param folder where the clients are made */
export function pythonClients(contract: string, folder: string, { python }: Tools): Client[] {
  const program = (name: string) => join(python, name);
  const client = (name: keyof typeof pypiVersions, make: readonly string[]) => ({
    name,
    generator: name,
    version: pypiVersions[name],
    from: 'PyPI' as const,
    language: 'Python',
    folder: join(folder, name),
    make: { commands: [[program(make[0] ?? ''), ...make.slice(1)] as const] },
  });
  const compiler = { name: 'Python', version: [program('python'), '--version'] as const };
  return [
    {
      ...client('openapi-python-client', [
        'openapi-python-client',
        'generate',
        `--path=${contract}`,
        '--output-path=.',
        '--overwrite',
      ]),
      compile: { compiler, commands: [[program('python'), '-m', 'compileall', '-q', '.']] },
      call: { files: { 'update.py': 'update.py' }, commands: [[program('python'), 'update.py']] },
    },
    {
      ...client('datamodel-code-generator', [
        'datamodel-codegen',
        `--input=${contract}`,
        '--input-file-type=openapi',
        '--output=models.py',
        '--output-model-type=pydantic_v2.BaseModel',
      ]),
      // Types alone: Python builds them, and the limits in them, when it imports them.
      compile: { compiler, commands: [[program('python'), '-c', 'import models']] },
    },
  ];
}
