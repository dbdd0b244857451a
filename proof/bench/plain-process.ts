/** The process of `plainServer`: the least that a Node.js server can do for the same answers. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlainServer } from './messages.js';
import { reportUsage } from './report-usage.js';

const { answers, file } = JSON.parse(process.argv[2] ?? '') as PlainServer;
const type = { 'Content-Type': 'application/json; charset=utf-8' };
const content = readFileSync(file);
const rows = answers === 'rows' ? new Map<string, unknown>(Object.entries(JSON.parse(content.toString()))) : undefined;

const server = createServer((request, response) => {
  const body = rows === undefined ? content : JSON.stringify(rows.get(request.url ?? ''));
  response.writeHead(200, { ...type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportUsage(`http://127.0.0.1:${port}`, async () => server.closeAllConnections());
});
