/** Runs `osticket-contract conformance` against targets of all kinds. */

import { readFile } from 'node:fs/promises';
import { type RequestListener, request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { listen } from '../contract/server-for-tests.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import type { Results } from '../generated/results.js';
import { startServer } from '../server/start.js';
import { type During, runCommand } from './command-for-tests.js';

export const secret = 'KEY-THAT-NOBODY-MAY-SEE';

export const page: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><title>Log in</title></html>');
};

/** The names of a run's files that hold texts of the installation. */
export const reports = [
  ...['evidence.ndjson', 'results.json', 'report.html', 'junit.xml', 'exchanges.har', 'summary.md'],
];

/** Starts a target that answers everything in one way, for the running test. @returns its address */
export async function target(listener: RequestListener): Promise<string> {
  const { url, close } = await listen(listener);
  onTestFinished(close);
  return url;
}

/** Starts a reference server with a few tickets, for the running test. @returns its address */
export async function reference(): Promise<string> {
  const { url, close } = await startServer({ fill: madeUpTickets(5), keys: [secret] });
  onTestFinished(close);
  return url;
}

/** A target that reads as a reference server does, but for what a test changes in the bodies of its answers. */
export async function readingThrough(change: (text: string) => string): Promise<RequestListener> {
  const behind = await reference();
  return async (request, response) => {
    const headers = { 'x-api-key': String(request.headers['x-api-key'] ?? '') };
    const answer = await fetch(behind + request.url, { headers });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(change(await answer.text()));
  };
}

/** Hands all requests on to another server; a test may change the texts of the answers. */
export const handOn =
  (to: string, change = (text: string) => text): RequestListener =>
  (incoming, outgoing) => {
    const { method, headers, url = '' } = incoming;
    // A proxy is asked for whole addresses.
    const path = url.replace(/^http:\/\/[^/]+/, '');
    // Texts are changed as they are: nothing may come packed.
    const unpacked = { ...headers, 'accept-encoding': 'identity' };
    const onward = request(to + path, { method, headers: unpacked }, async (answer) => {
      let text = '';
      for await (const piece of answer.setEncoding('utf8')) text += piece;
      const { 'content-length': _, 'transfer-encoding': __, ...others } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 500, others).end(change(text));
    });
    incoming.pipe(onward);
  };

/** Sees the report folder, too. */
type RunDuring = (...seen: [...Parameters<During>, report: string]) => ReturnType<During>;

/** Runs of one test file; each has a report folder of its own. */
export function conformanceRuns() {
  const scratch = folderForTests();
  return async (url: string, ...options: (string | { during: RunDuring })[]) => {
    const report = folderIn(scratch);
    const [watch] = options.filter((option) => typeof option === 'object');
    const words = ['conformance', '--report', report, ...options.filter((option) => typeof option === 'string')];
    const environment = { OSTICKET_URL: url, OSTICKET_API_KEY: secret };
    const { code, stdout, stderr } = await runCommand(
      words,
      environment,
      watch && ((text, child) => watch.during(text, child, report)),
    );
    const read = (file: string) => readFile(join(report, file), 'utf8');
    const results = async (): Promise<Results> => JSON.parse(await read('results.json'));
    return { code, text: stdout + stderr, report, read, results };
  };
}
