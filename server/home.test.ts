import { request } from 'undici';
import { expect, test } from 'vitest';
import { startServer } from './start.js';

test('a page leads to the documentation, and /health says whether the server works', async () => {
  const server = await startServer();
  const page = await (await fetch(server.url)).text();
  for (const [, path = ''] of page.matchAll(/href="([^"]+)"/g)) {
    expect((await fetch(new URL(path, `${server.url}/`))).status, path).toBe(200);
  }
  expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
  await server.close();
});

test('without its database the server is not well', async () => {
  const server = await startServer();
  await server.store.close();
  expect((await fetch(`${server.url}/health`)).status).toBeGreaterThanOrEqual(500);
  await server.close();
});

test('the contract is not sent to whoever has it already', async () => {
  const server = await startServer();
  // Not with fetch, which asks for a fresh answer beside.
  const status = async (tag: string) => {
    const { statusCode, headers, body } = await request(`${server.url}/openapi.json`, {
      headers: { 'If-None-Match': tag },
    });
    await body.dump();
    return [statusCode, String(headers['etag'])] as const;
  };
  const [, tag] = await status('"other"');
  expect(await status(tag)).toEqual([304, tag]);
  expect(await status('"other"')).toEqual([200, tag]);
  await server.close();
});
