import { expect, test } from 'vitest';
import { startServer } from './start.js';

test('documentation is served without a key and loads nothing from elsewhere', async () => {
  const server = await startServer();
  const contract = await (await fetch(`${server.url}/openapi.json`)).json();
  expect(contract).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api' }, {}] });
  const page = await fetch(`${server.url}/docs`);
  expect([page.url, page.status]).toEqual([`${server.url}/docs/`, 200]);
  const html = await page.text();
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  for (const [, file = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect((await fetch(new URL(file, page.url))).status, file).toBe(200);
  }
  const initializer = await (await fetch(`${server.url}/docs/swagger-initializer.js`)).text();
  expect(initializer).toContain('openapi.json');
  expect(initializer).not.toContain('petstore');
  // A key that somebody tries out stays in the page, and goes with it.
  expect(initializer).not.toContain('persistAuthorization');
  expect((await fetch(`${server.url}/docs/nothing`)).status).toBe(404);
  await server.close();
});
