/** However much a target sends, a run takes less than 1 GB of memory. */
import { readFileSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { conformanceRuns, handOn, reference, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();

/** The most memory that a process has had, in MB, from Linux. */
function mostMemory(pid: number | undefined): number {
  const [, kilobytes = ''] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** Runs against a target until the run ends. @returns its exit code, and the most memory that it had, in MB */
async function run(url: string) {
  let most = 0;
  const during = (_: string, { pid }: { pid?: number | undefined }) => {
    most = Math.max(most, mostMemory(pid));
    return undefined;
  };
  const { code, text } = await conformance(url, { during }, '--rate', '100', '--budget', '20');
  return { code, text, most };
}

/** 500 MB of spaces in an array, packed. */
async function packed(): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const spaces = Buffer.alloc(2 ** 20, ' ');
  gzip.write('[');
  for (let megabytes = 0; megabytes < 500; megabytes += 1) gzip.write(spaces);
  gzip.end(']');
  const parts: Buffer[] = [];
  for await (const part of gzip) parts.push(part);
  return Buffer.concat(parts);
}

test.skipIf(process.platform !== 'linux')('answers of 500 MB, packed', async () => {
  const bomb = await packed();
  const reads = handOn(await reference());
  let count = 0;
  const url = await target((request, response) => {
    count += 1;
    if (count < 20) return reads(request, response);
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  });
  const { code, text, most } = await run(url);
  expect(count, text).toBeGreaterThan(30);
  expect([1, 6], text).toContain(code);
  expect(most).toBeGreaterThan(50);
  expect(most).toBeLessThan(1024);
});

test.skipIf(process.platform !== 'linux')('many answers of 900 KB', async () => {
  let padded = 0;
  const reads = handOn(await reference(), (text) => {
    if (!/^\[?\{/.test(text)) return text;
    padded += 1;
    return text.replace('{', `{"pad":"${'x'.repeat(900_000)}",`);
  });
  const { code, text, most } = await run(await target(reads));
  expect(padded, text).toBeGreaterThan(20);
  expect([0, 1, 6], text).toContain(code);
  expect(most).toBeGreaterThan(50);
  expect(most).toBeLessThan(1024);
});
