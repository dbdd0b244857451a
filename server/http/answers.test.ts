import { describe, expect, test } from 'vitest';
import { handlers } from '../operations/index.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { family, newTicketBody, sentFile } from '../testing/sample-calls.js';

/** Lets an operation answer something else while `work` runs. */
async function answering(
  id: 'getTicket' | 'listChildTickets',
  change: (body: never) => unknown,
  work: () => Promise<void>,
) {
  const all = handlers as Record<string, unknown>;
  const right = handlers[id];
  all[id] = async (request: never) => {
    const answer = await right(request);
    return { ...answer, body: change(answer.body as never) };
  };
  try {
    await work();
  } finally {
    all[id] = right;
  }
}

eachServer('an answer that breaks the contract', (api: Api) => {
  test('never leaves: 500 for the caller, an error in the log that names the requirement', async () => {
    const number = await api.newTicket();
    await answering(
      'getTicket',
      (body: { thread: object[] }) => ({ ...body, subject: 7 }),
      () =>
        api.with({}, async (other) => {
          for (const format of ['json', 'xml']) {
            expectError(await other.call('getTicket', { params: { number }, format }), 500, 'Internal server error');
          }
          const lines = other.log.map((line) => JSON.parse(line));
          expect(lines).toHaveLength(2);
          expect(lines[0]).toMatchObject({
            level: 50,
            operationId: 'getTicket',
            pointer: '/subject',
            schemaPath: expect.stringContaining('type'),
            requirements: ['getTicket/subject-is-string'],
          });
        }),
    );
  });

  test('names fields in arrays, too', async () => {
    const { parent } = await family(api);
    const broken = (body: { children: object[] }) => ({
      children: body.children.map((child) => ({ ...child, number: 5 })),
    });
    await answering('listChildTickets', broken, () =>
      api.with({}, async (other) => {
        expectError(await other.call('listChildTickets', { params: { number: parent } }), 500);
        expect(JSON.parse(other.log[0] ?? '{}').requirements).toEqual(['listChildTickets/number-is-string']);
      }),
    );
  });
});

eachServer('failures of the server', (api: Api) => {
  test('an unexpected error is 500, and the log has what the caller is not shown', async () => {
    const log: string[] = [];
    const store = {
      ...api.store,
      changes: () => undefined,
      db: new Proxy(api.store.db, {
        get: (db, name) => {
          if (name === 'executeQuery') return () => Promise.reject(new Error('select secret from somewhere'));
          const value = Reflect.get(db, name, db);
          return typeof value === 'function' ? value.bind(db) : value;
        },
      }),
    };
    await api.with({ store }, async (other) => {
      const reply = await other.call('searchTickets');
      expectError(reply, 500, 'Internal server error');
      expect(reply.text).not.toContain('secret');
      log.push(...other.log);
    });
    expect(log.join()).toContain('select secret');
    expect(log.join()).not.toContain(api.key);
  });

  test('a piece that is lost while it is sent breaks the connection off', async () => {
    const file = await sentFile(api, Buffer.alloc(1_500_000, 1));
    const { db } = api.store;
    const response = await fetch(`${api.url}/api/tickets-attachment-download.php/${file}.json`, {
      headers: { 'X-API-Key': api.key },
    });
    const reader = response.body?.getReader();
    let length = (await reader?.read())?.value?.length ?? 0;
    await db.deleteFrom('file_chunk').where('file_id', '=', file).where('chunk_id', '=', 2).execute();
    let error: unknown;
    for (;;) {
      const piece = await reader?.read().catch((reason: unknown) => {
        error = reason;
      });
      if (piece === undefined || piece.done) break;
      length += piece.value.length;
    }
    // Either it was all on its way already, or the client can tell.
    const whole = length > 1_999_000;
    expect(whole || error !== undefined).toBe(true);
  });
});

describe('clients that misbehave', () => {
  eachServer('on every store', (api: Api) => {
    test('one that goes away is no error', async () => {
      const stop = new AbortController();
      const sending = fetch(`${api.url}/api/tickets.json`, {
        method: 'POST',
        headers: { 'X-API-Key': api.key, 'Content-Type': 'application/json' },
        body: new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"name": ')) }),
        duplex: 'half',
        signal: stop.signal,
      } as RequestInit);
      setTimeout(() => stop.abort(), 50);
      await expect(sending).rejects.toThrow();
      const file = await sentFile(api, Buffer.alloc(3_000_000));
      const leaving = await fetch(`${api.url}/api/tickets-attachment-download.php/${file}.json`, {
        headers: { 'X-API-Key': api.key },
      });
      await leaving.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await api.call('searchTickets')).status).toBe(200);
      expect(api.log).toEqual([]);
    });

    test('another Content-Type on each request is served alike', async () => {
      const body = JSON.stringify(newTicketBody);
      for (let i = 0; i < 40; i += 1) {
        const type = `application/json; charset=utf-8; x${i}=${i}`;
        const get = await api.call('searchTickets', { headers: { 'Content-Type': `text/x${i}` }, query: { limit: 1 } });
        const post = await api.call('createTicket', { body, headers: { 'Content-Type': type } });
        expect([get.status, post.status]).toEqual([200, 201]);
      }
    });
  });
});
