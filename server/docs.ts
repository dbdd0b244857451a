/** Swagger UI at /docs, and the contract at /openapi.json: the documentation that needs no network. */
import { createHash } from 'node:crypto';
import express, { Router } from 'express';
import { contract } from '../contract/document.js';
import { swaggerUiFolder } from '../contract/swagger-ui.js';

/** In place of the one that comes with Swagger UI, which shows a pet shop from the network, and without its bar that asks for another document. */
const initializer = `window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: '../openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
  });
};
`;

export function docs(): Router {
  const text = JSON.stringify(contract);
  const router = Router({ strict: true });
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  router.get('/openapi.json', (request, response) => {
    response.setHeader('ETag', tag);
    if (request.fresh) response.status(304).end();
    else response.type('json').send(text);
  });
  router.get('/docs', (_request, response) => response.redirect('docs/'));
  router.get(
    '/docs/swagger-initializer.js',
    (_request, response) => void response.type('text/javascript').send(initializer),
  );
  router.use('/docs/', express.static(swaggerUiFolder(), { index: 'index.html', redirect: false }));
  return router;
}
