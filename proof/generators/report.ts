/** docs/generators.md */
import { cpus } from 'node:os';
import type { Row } from './try-client.js';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

export function report(rows: readonly Row[], today: Date): string {
  const date = today.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} processors, Node.js ${process.versions.node}`;
  const options = rows.flatMap(({ client: { language, generator, options: its } }) =>
    its ? [`- ${language}, \`${generator}\`: \`${its.text}\`; ${its.because}.`] : [],
  );
  return `# Clients from generators

What common generators make of [openapi.yaml](../openapi.yaml). \`npm run generators\` writes this page: it fetches the generators into a temporary folder, makes a client with each, and compiles those for which a compiler is there. Clients that can call set the status of a ticket to Closed, at a reference server without the Markdown plugin; "yes" means that the ticket's number was answered, the ticket is closed, and no note was added.

${date}, ${machine}.

${line(['generator', 'version', 'from', 'language', 'made', 'compiled', 'called'])}
${line(Array(7).fill('---'))}
${rows.map(({ client, made, compiled, called }) => line([client.generator, client.version, client.from, client.language, made, compiled, called || '–'])).join('\n')}

Options that this contract needs:

${options.join('\n')}
`;
}
