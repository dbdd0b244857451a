/** The contract of an installation as one page for people: Swagger UI with everything inside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContractDocument, resolve } from '../../contract/document.js';
import { swaggerUiFolder } from '../../contract/swagger-ui.js';

/** Nothing ends the element that it stands in. */
const inScript = (script: string) =>
  script
    .replaceAll(/<\/(?=script)/gi, '<\\/')
    .replaceAll('<!--', '\\x3c!--')
    .replace(/\/\/# sourceMappingURL.*/, '');
const jsonInScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Swagger UI would load the page anew to follow a reference. No component of the contract refers to itself. */
function withoutReferences(part: unknown, document: ContractDocument): unknown {
  if (Array.isArray(part)) return part.map((item) => withoutReferences(item, document));
  if (part === null || typeof part !== 'object') return part;
  const resolved = resolve(part, document);
  return Object.fromEntries(Object.entries(resolved).map(([name, one]) => [name, withoutReferences(one, document)]));
}

/**
 * @returns the HTML. It loads nothing and sends nothing: no request can be tried on it
 */
export function docsPage(document: ContractDocument): string {
  const folder = swaggerUiFolder();
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  const title = document.info.title.replaceAll(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${file('swagger-ui.css').replace(/\/\*# sourceMappingURL.*?\*\//, '')}</style>
</head>
<body>
<div id="swagger-ui"></div>
<script>${inScript(file('swagger-ui-bundle.js'))}</script>
<script>
SwaggerUIBundle({
  spec: ${jsonInScript(withoutReferences(document, document))},
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: [],
});
</script>
</body>
</html>
`;
}
