/** The generators, at the versions that were tried, fetched into a temporary folder: nothing gets into the project. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.js';

/** Those that still run on Node.js 20. */
export const npmVersions = {
  'openapi-typescript': '7.13.0',
  '@hey-api/openapi-ts': '0.95.0',
  orval: '7.13.2',
  typescript: '5.9.3',
} as const;

export const pypiVersions = {
  'openapi-python-client': '0.29.1',
  'datamodel-code-generator': '0.89.0',
  // Brings the program of Maven Central in a Python package, so that it needs Java and no Maven.
  'openapi-generator-cli': '7.26.0',
} as const;

/** What the models of datamodel-code-generator import where the contract has an e-mail address. */
const emailValidator = 'email-validator==2.3.0';

/** Where the tools are, and what calls each of them. */
export interface Tools {
  /** Has `node_modules`. */
  readonly npm: string;
  /** Has the programs of the packages from PyPI, and their Python. */
  readonly python: string;
}

/** @throws Error when npm or PyPI cannot be reached, or there is no `python3` with venv */
export async function installTools(folder: string): Promise<Tools> {
  const npm = join(folder, 'npm');
  await mkdir(npm);
  await writeFile(join(npm, 'package.json'), JSON.stringify({ name: 'clients', private: true, type: 'module' }));
  const packages = Object.entries(npmVersions).map(([name, version]) => `${name}@${version}`);
  await run(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], npm);
  const python = join(folder, 'python');
  await run(['python3', '-m', 'venv', python], folder);
  const wheels = Object.entries(pypiVersions).map(([name, version]) => `${name}==${version}`);
  await run([join(python, 'bin/pip'), 'install', '--quiet', ...wheels, emailValidator], folder);
  return { npm, python: join(python, 'bin') };
}
