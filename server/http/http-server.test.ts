import express from 'express';
import { expect, test } from 'vitest';
import { listen } from '../../contract/server-for-tests.js';
import { createHttpServer } from './http-server.js';

test('Express finds requests and responses of its own kind', async () => {
  const app = express();
  const seen: boolean[] = [];
  app.use((request, response) => {
    seen.push(Object.getPrototypeOf(request) === app.request, Object.getPrototypeOf(response) === app.response);
    response.status(201).json({ query: request.query, agent: request.get('x-agent') });
  });
  const server = createHttpServer(app);
  // What they are made of, before Express touches them.
  server.prependListener('request', (request, response) => {
    seen.push(Object.getPrototypeOf(request) === app.request, Object.getPrototypeOf(response) === app.response);
  });
  const { url, close } = await listen(server);
  const reply = await fetch(`${url}/?a=1`, { headers: { 'X-Agent': 'x' } });
  expect([reply.status, await reply.json()]).toEqual([201, { query: { a: '1' }, agent: 'x' }]);
  expect(seen).toEqual([true, true, true, true]);
  await close();
});
