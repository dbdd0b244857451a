/** What the wire makes of the bytes of an answer. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Answer, IllegibleAnswer } from './answer.js';
import { NoEvidence } from './wire.js';
import { type Listener, secret, wireTo } from './wire-for-tests.js';

describe('bytes', () => {
  const json = '{"a":"Ä"}';
  const answering =
    (body: string | Buffer, headers: Record<string, string> = {}): Listener =>
    (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

  test.each<[string, string | Buffer, Record<string, string>]>([
    ['as they are', json, {}],
    ['packed by gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['packed by Brotli', brotliCompressSync(json), { 'content-encoding': 'br' }],
    ['packed twice', gzipSync(brotliCompressSync(json)), { 'content-encoding': 'br, gzip' }],
    ['with a charset of their own', Buffer.from(json, 'latin1'), { 'content-type': 'text/plain; charset=ISO-8859-1' }],
    ['none, said to be packed', '', { 'content-encoding': 'gzip' }],
  ])('are read: %s', async (_, body, headers) => {
    const { send } = await wireTo(answering(body, headers));
    const { response } = await send();
    expect(response?.body).toEqual({ text: body.length === 0 ? '' : json });
    expect(response).not.toHaveProperty('unreadable');
  });

  test('a BOM is kept, and no checker reads it', async () => {
    const { send } = await wireTo(answering(`\ufeff${json}`));
    const exchange = await send();
    expect(exchange.response?.body).toEqual({ text: `\ufeff${json}` });
    expect(new Answer(exchange, undefined).json).toEqual(JSON.parse(json));
  });

  test('that are no UTF-8 are kept as Base64, from a little before', async () => {
    const body = Buffer.concat([Buffer.from(`{"a":"${'x'.repeat(100)}`), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]);
    const { send, evidence } = await wireTo(answering(body));
    await send();
    const kept = evidence[0]?.response?.body as { text: string; base64: string };
    expect(kept.text).toContain('\ufffd');
    expect(Buffer.from(kept.base64, 'base64').includes(Buffer.from([0xff, 0xc0]))).toBe(true);
    expect(evidence[0]?.response).not.toHaveProperty('unreadable');
  });

  test('that hold a key are not kept as Base64', async () => {
    const { send, evidence } = await wireTo(answering(Buffer.concat([Buffer.from(`${secret} `), Buffer.from([0xff])])));
    await send();
    expect(evidence[0]?.response?.body).toEqual({ text: '<key main> \ufffd' });
  });

  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  test.each<[string, Listener, RegExp]>([
    [
      'not packed as they say',
      answering(json, { 'content-encoding': 'gzip' }),
      /^it is not packed as its Content-Encoding says, gzip/,
    ],
    ['half packed', answering(gzipSync(json).subarray(0, 20), { 'content-encoding': 'gzip' }), /gzip \(unexpected end/],
    ['packed in a way that nobody asked for', answering(json, { 'content-encoding': 'zstd' }), /nobody asked for zstd/],
    [
      'fewer than they say',
      (request, response) =>
        void response.writeHead(200, { 'content-length': '100' }).write(json, () => request.socket.destroy()),
      /^it broke off after 10 of 100 bytes \(the connection was closed/,
    ],
    [
      'a chunk whose length is no number',
      (request) => void request.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n'),
      /^it broke off after 0 bytes \(what came is no valid HTTP: /,
    ],
    ['more than fit', answering(Buffer.alloc(33 * 2 ** 20, 0x20)), /^it is larger than 32 MB$/],
    [
      'more than fit, once unpacked',
      answering(gzipSync(Buffer.alloc(200 * 2 ** 20, 0x20)), { 'content-encoding': 'gzip' }),
      /^it is larger than 32 MB$/,
    ],
    ['nested without end', answering(deep), /^it is nested more than 100 levels deep$/],
    ['XML nested without end', answering(`<?xml version="1.0"?>${'<a>'.repeat(50_000)}`), /nested more than 100/],
    [
      'XML with entities of its own',
      answering('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', { 'content-type': 'application/xml' }),
      /^it declares entities of its own$/,
    ],
  ])('that are %s cannot be read, and the beginning is kept', async (_, listener, why) => {
    const { send, evidence } = await wireTo(listener);
    const exchange = await send();
    expect(exchange.response?.unreadable?.text).toMatch(why);
    expect(evidence.at(-1)).toEqual(exchange);
    expect(JSON.stringify(exchange).length).toBeLessThan(300_000);
    const answer = new Answer(exchange, undefined);
    expect(answer.status).toBe(200);
    expect(() => answer.text).toThrow(IllegibleAnswer);
    expect(() => answer.json).toThrow(IllegibleAnswer);
    expect(answer.summary).toContain('which cannot be read');
  });

  test('a reading that broke off is sent again; a write is not', async () => {
    const cutOnce: Listener = (request, response, count) =>
      count === 0
        ? void response.writeHead(200, { 'content-length': '100' }).write('{', () => request.socket.destroy())
        : response.end('whole');
    expect((await (await wireTo(cutOnce)).send()).response?.body).toEqual({ text: 'whole' });
    const { send, requests } = await wireTo(cutOnce);
    expect((await send('/api/x', { method: 'POST', body: '{}', once: true })).response?.unreadable?.kind).toBe('cut');
    expect(requests).toHaveLength(1);
  });

  test('of old large answers only the hash is left', async () => {
    const { send } = await wireTo(answering(Buffer.alloc(30 * 2 ** 20, 0x20)));
    const answers: Answer[] = [];
    for (let count = 0; count < 4; count += 1) answers.push(new Answer(await send(), undefined));
    expect(() => answers[0]?.text).toThrow(NoEvidence);
    expect(answers.slice(1).map(({ text }) => text.length)).toEqual(Array(3).fill(30 * 2 ** 20));
    expect(answers[0]?.exchange.response?.body).toMatchObject({ bytes: 30 * 2 ** 20 });
  });

  test('many large answers are read one after the other', async () => {
    const { send } = await wireTo(answering(Buffer.alloc(2 ** 21, 0x20)));
    const all = await Promise.all(Array.from({ length: 9 }, () => send()));
    expect(all.map(({ response }) => response?.unreadable)).toEqual(Array(9).fill(undefined));
  });
});
