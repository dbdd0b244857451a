import { expect, test } from 'vitest';
import { startServer } from '../start.js';

test('no answer is kept by a cache or taken for another type than it says', async () => {
  const server = await startServer({ keys: ['K'] });
  const answer = async (path: string, headers = {}) => {
    const { status, headers: got } = await fetch(server.url + path, { headers });
    return [status, got.get('x-content-type-options'), got.get('cache-control')];
  };
  expect(await answer('/api/tickets-search.php', { 'X-API-Key': 'K' })).toEqual([200, 'nosniff', 'no-store']);
  expect(await answer('/api/tickets-search.php')).toEqual([401, 'nosniff', 'no-store']);
  expect(await answer('/nothing')).toEqual([404, 'nosniff', null]);
  expect((await answer('/docs/'))[1]).toBe('nosniff');
  await server.close();
});
