/** Everything that is written about an installation, by the name of its file. */
import { stringify } from 'yaml';
import { printable } from '../../installation/printable.js';
import type { Profile } from '../../server/faults/profile.js';
import { docsPage } from './docs-page.js';
import { installationContract } from './installation-contract.js';
import { asMarkdown } from './markdown.js';
import { asPage } from './page.js';

export interface ExpectFile {
  /** What is in it, in some words. */
  readonly about: string;
  readonly text: string;
}

/**
 * `types.ts` is among them where openapi-typescript is installed.
 *
 * @example await filesFor(readProfile('my-installation.json')) // { 'openapi.yaml': { about: …, text: 'openapi: 3.1.0…' }, … }
 */
export async function filesFor(given: Profile): Promise<Record<string, ExpectFile>> {
  // Texts of an installation are in it: what they could do to a terminal or a reader shows as an escape.
  const profile: Profile = JSON.parse(JSON.stringify(given), (_, value) =>
    typeof value === 'string' ? printable(value) : value,
  );
  const { overlay, document } = await installationContract(profile);
  const types = await typesOf(document);
  const head = `// How ${JSON.stringify(profile.name)} answers. Made by "osticket-contract expect"; do not edit.\n\n`;
  return {
    'expect.html': { about: 'what a client must cope with, by operation', text: asPage(profile) },
    'expect.md': { about: 'the same as Markdown', text: asMarkdown(profile) },
    'openapi.yaml': { about: 'the contract as this installation keeps it', text: yaml(document) },
    'overlay.yaml': { about: 'how that differs from the contract (OpenAPI Overlay 1.0)', text: yaml(overlay) },
    ...(types === undefined
      ? {}
      : { 'types.ts': { about: 'TypeScript types of it, for openapi-fetch and others', text: `${head}${types}` } }),
    'api.html': { about: 'its documentation, as one page that needs no network', text: docsPage(document) },
  };
}

const yaml = (value: object) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });

/** @returns undefined without openapi-typescript: with TypeScript it is 40 MB, which nothing else here needs */
async function typesOf(document: object): Promise<string | undefined> {
  try {
    const { default: openapiTS, astToString } = await import('openapi-typescript');
    return astToString(await openapiTS(JSON.stringify(document), { defaultNonNullable: false }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
