import express, { type Express } from 'express';
import { expect, test } from 'vitest';
import { permissions } from '../contract/keys.js';
import { listen } from '../contract/server-for-tests.js';
import { createApp } from './app.js';
import { createHttpServer } from './http/http-server.js';
import { addKey } from './rules/keys.js';
import { openStore } from './store/open.js';

async function serving(app: Express, work: (url: string) => Promise<void>): Promise<void> {
  const { url, close } = await listen(createHttpServer(app));
  try {
    await work(url);
  } finally {
    await close();
  }
}

test("another application's middleware comes before the API, and may answer in its place", async () => {
  const store = await openStore('memory');
  const key = await addKey(store, { permissions });
  const app = express();
  app.use((request, response, next) => {
    response.setHeader('X-Request-Id', '7');
    if (request.path.endsWith('/tickets-stats.php')) response.status(503).send('Closed at night');
    else next();
  });
  const api = createApp({ store });
  app.use(api.app);
  await serving(app, async (url) => {
    const get = async (path: string, headers = {}) => {
      const response = await fetch(url + path, { headers });
      return [response.status, response.headers.get('x-request-id'), await response.text()];
    };
    const known = { 'X-API-Key': key };
    expect(await get('/api/tickets-search.php', known)).toEqual([200, '7', '[]']);
    expect(await get('/api/tickets-search.php')).toEqual([401, '7', expect.stringContaining('"error":true')]);
    expect(await get('/api/tickets-stats.php', known)).toEqual([503, '7', 'Closed at night']);
    await api.idle();
  });
  await store.close();
});

test('a ticket number may have dots: the extension is what follows the last one', async () => {
  const store = await openStore('memory');
  const key = await addKey(store, { permissions });
  await serving(createApp({ store }).app, async (url) => {
    for (const [path, status, message] of [
      ['1.2.json', 404, 'the ID 1.2.'],
      ['1%2F2.xml', 404, 'the ID 1/2.'],
      ['1.2.pdf', 400, 'extension'],
      ['%E9.json', 400, 'Write a literal % as %25'],
    ]) {
      const response = await fetch(`${url}/api/tickets-get.php/${path}`, { headers: { 'X-API-Key': key } });
      const text = await response.text();
      expect([path, response.status, text]).toEqual([path, status, expect.stringContaining(String(message))]);
    }
  });
  await store.close();
});
