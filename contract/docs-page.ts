/** The page of API documentation: Redoc with everything inside, and each operation's requirements in its text. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractDocument, methods } from './document.js';
import type { Requirement } from './read-requirements.js';

/**
 * Renders the page with Redoc.
 *
 * @param folder a folder for intermediate files
 * @param redocly runs Redocly's CLI with these arguments
 * @returns the HTML; it loads nothing from the network
 */
export async function docsPage(
  document: ContractDocument,
  requirements: readonly Requirement[],
  folder: string,
  redocly: (...args: string[]) => Promise<void>,
): Promise<string> {
  const described = structuredClone(document);
  const general = requirements.filter((requirement) => !requirement.operationId);
  const info = described.info as { description?: string };
  info.description = `${info.description}\n\n# General requirements\n\n${table(general)}`;
  for (const path of Object.values(described.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (!operation) continue;
      const own = requirements.filter((requirement) => requirement.operationId === operation.operationId);
      const permission = `Permission: \`${operation.security[0].apiKey[0]}\``;
      operation.description = `${operation.description}\n\n${permission}\n\n### Requirements\n\n${table(own)}`;
    }
  }
  const source = join(folder, 'described.json');
  const page = join(folder, 'api.html');
  await writeFile(source, JSON.stringify(described));
  await redocly('build-docs', source, '--output', page, '--inlineBundle');
  return offline(await readFile(page, 'utf8'));
}

function table(requirements: readonly Requirement[]): string {
  const rows = requirements.map(({ id, level, status, sentence, because }) => {
    const reason = because ? ` *${because}*` : '';
    return `| \`${id}\` | ${level} | ${status?.join(', ') ?? ''} | ${`${sentence}${reason}`.replaceAll('|', '\\|')} |`;
  });
  return ['| Requirement | Level | Status | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** Redoc shows its maker's logo and icons from the network; the page must load nothing. */
function offline(html: string): string {
  return html.replace(/https:\/\/cdn\.redoc(\.ly|ly\.com)\/[^"'`\s]*/g, 'data:,');
}
