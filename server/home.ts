/** What stands beside the API: a page that leads to its documentation, and a word on whether the server works. */
import { Router } from 'express';
import { sql } from 'kysely';
import { contract } from '../contract/document.js';
import { keyHeader } from '../contract/keys.js';
import { basePath } from './http/paths.js';
import type { Store } from './store/store.js';

const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${contract.info.title}</title>
</head>
<body>
<h1>${contract.info.title} ${contract.info.version}</h1>
<p>The reference server of osticket-contract. The API is below <code>${basePath}</code>; each request carries a key
in its header <code>${keyHeader}</code>.</p>
<ul>
<li><a href="docs/">Documentation, to try out</a></li>
<li><a href="openapi.json">The contract (OpenAPI)</a></li>
<li><a href="health">Whether the server works</a></li>
</ul>
</body>
</html>
`;

/** `/`, and `/health`: 200, or an error as of the API when the database is away. */
export function home(store: Store): Router {
  const router = Router({ strict: true });
  router.get('/', (_request, response) => void response.type('html').send(page));
  router.get('/health', async (_request, response) => {
    await sql`select 1`.execute(store.db);
    response.json({ status: 'ok' });
  });
  return router;
}
