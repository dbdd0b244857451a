/** Where the files of Swagger UI are: beside the compiled package, which holds what is shown of them, or in node_modules. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder with index.html, swagger-ui.css, swagger-ui-bundle.js and what these load. */
export function swaggerUiFolder(): string {
  const packed = fileURLToPath(new URL('../swagger-ui', import.meta.url));
  return existsSync(packed) ? packed : dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
