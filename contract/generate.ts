/** `npm run generate`: makes everything in generated/ from openapi.yaml and the format of results. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileFromFile } from 'json-schema-to-typescript';
import openapiTS, { astToString } from 'openapi-typescript';
import { docsPage } from './docs-page.js';
import type { ContractDocument } from './document.js';
import { type Requirement, readRequirements } from './read-requirements.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'generated');
const header = '// Made from openapi.yaml by `npm run generate`. Do not edit.\n';

/** Runs Redocly's CLI, with its telemetry and its notices off. @throws Error with what it printed. */
async function redocly(...args: string[]): Promise<void> {
  const cli = fileURLToPath(new URL('../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  await promisify(execFile)(process.execPath, [cli, ...args], { cwd: root, env, maxBuffer: 2 ** 26 });
}

/** The content of every generated file, by its name in generated/. */
export async function render(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'osticket-contract-'));
  try {
    const bundle = join(folder, 'contract.json');
    await redocly('bundle', join(root, 'openapi.yaml'), '--output', bundle);
    const document = JSON.parse(await readFile(bundle, 'utf8')) as ContractDocument;
    const requirements = readRequirements(document);

    const types = astToString(
      await openapiTS(JSON.stringify(withListedFieldsAlone(document)), {
        // A default does not make a field of a request required.
        defaultNonNullable: false,
      }),
    );
    return {
      'contract.json': `${JSON.stringify(document, null, 1)}\n`,
      'types.ts': `${header}\n${types}`,
      'requirements.ts': requirementTypes(requirements),
      'results.ts': await compileFromFile(join(root, 'conformance/results.schema.json'), { bannerComment: header }),
      'api.html': await docsPage(document, requirements, folder, redocly),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Answers may have fields that the contract does not list, for the sake of clients in the field. Types that said so
 * would take any misspelled field of this project's own code for one of them.
 */
function withListedFieldsAlone(document: ContractDocument): ContractDocument {
  const typed = structuredClone(document);
  for (const [name, schema] of Object.entries(typed.components.schemas)) {
    if (schema.additionalProperties === true && name !== 'TicketCreation') delete schema.additionalProperties;
  }
  return typed;
}

function requirementTypes(requirements: readonly Requirement[]): string {
  const union = (some: readonly Requirement[]) => some.map(({ id }) => `  | '${id}'`).join('\n');
  return `${header}
/** The ID of a requirement of the contract. */
export type RequirementId =
${union(requirements)};

/** The ID of a requirement that demands a refusal: it has a \`status\`. */
export type RefusalId =
${union(requirements.filter(({ status }) => status !== undefined))};
`;
}

/** Names of the generated files that differ from what the contract gives now. */
export async function stale(): Promise<string[]> {
  const files = await render();
  const names = Object.keys(files);
  const current = await Promise.all(names.map((name) => readFile(join(generated, name), 'utf8').catch(() => '')));
  return names.filter((name, index) => current[index] !== files[name]);
}

async function main(): Promise<void> {
  const files = await render();
  await mkdir(generated, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(generated, name), text)));
  console.log(`Wrote ${Object.keys(files).join(', ')} to generated/.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
