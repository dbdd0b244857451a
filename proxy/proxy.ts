/**
 * Stands before an installation: passes everything on, judges both directions beside the stream, and shows on a page of its
 * own what is wrong.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newRunId } from '../conformance/kernel/session.js';
import { readBaseline } from '../conformance/run/known-deviations.js';
import type { RunOutcome } from '../conformance/run/run.js';
import { SuiteFault } from '../installation/exit.js';
import { isLoopback } from '../installation/loopback.js';
import { type NetworkOptions, openNetwork } from '../installation/network.js';
import { prepareReportFolder } from '../installation/report-folder.js';
import { UserError } from '../installation/user-error.js';
import { trafficOutcome } from '../traffic/outcome.js';
import { Counts } from './counts.js';
import { mender } from './mender.js';
import { answerItself } from './own-answer.js';
import { page } from './page.js';
import { type Asked, pass, type Way } from './passage.js';
import { Watcher } from './watcher.js';

export interface ProxySettings extends NetworkOptions {
  /** Port and address to listen on; port 0 takes a free one. */
  port: number;
  host: string;
  /** Port of the page, which is on this machine alone; 0 takes a free one. */
  pagePort: number;
  /** Whether what the contract refuses is refused before the installation sees it. */
  enforce: boolean;
  /** Whether answers are mended where the contract leaves one way only. */
  repair: boolean;
  /** Milliseconds without a byte from the installation after which it is not waited for any longer. */
  timeoutMs: number;
  /** Folder of the reports. */
  report: string;
  /** A file of known deviations. */
  baseline?: string | undefined;
}

export interface RunningProxy {
  /** What stands for the root of the installation. */
  url: string;
  pageUrl: string;
  /** Lets running requests come to their end, for a while, and says what was found. @throws SuiteFault */
  stop(): Promise<RunOutcome>;
}

/** How long requests may take that are running when the proxy is stopped, in milliseconds. */
const patience = 3_000;

/** @throws UserError where a port cannot be had, or the target is this proxy */
export async function startProxy(settings: ProxySettings): Promise<RunningProxy> {
  const { url: target, host, port, pagePort, enforce, repair, timeoutMs, report, headers = {} } = settings;
  const baseline = settings.baseline === undefined ? undefined : readBaseline(settings.baseline);
  // What cannot be written at the end is known at the beginning.
  prepareReportFolder(report);
  const run = { id: newRunId(), startedAt: new Date(), url: target };
  const watcher = new Watcher(target, headers);
  const counts = new Counts();
  const way: Way = {
    target,
    network: openNetwork(settings),
    headers,
    via: `osticket-contract-${randomUUID().slice(0, 8)}`,
    timeoutMs,
    watcher,
    ...(repair && {
      mend: mender((operation, mended) => counts.repaired(operation, mended)),
      tooLarge: () => {
        counts.tooLarge += 1;
      },
    }),
  };
  const running = new Set<Promise<void>>();
  const passOn = (request: IncomingMessage, response: ServerResponse, asked: Asked) => {
    const passed = pass(request, response, asked, way).finally(() => running.delete(passed));
    running.add(passed);
    return passed;
  };
  // Loaded here only: the validator of requests takes memory.
  const serve = enforce
    ? (await import('./enforce.js')).enforcing(passOn, (requirement) => counts.refused(requirement))
    : (request: IncomingMessage, response: ServerResponse) =>
        passOn(request, response, { method: request.method ?? 'GET', path: request.url ?? '/' });
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const wrong = notForUs(request, way);
    if (wrong) answerItself(response, wrong.status, wrong.message, 'refused');
    else void serve(request, response);
  };
  const server = await listening(createServer(handle), port, host, 'the proxy');
  server.on('checkContinue', (request, response) => {
    if (!enforce) response.writeContinue();
    handle(request, response);
  });
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\n\r\n'));
  const shown = createServer(page(watcher.traffic, counts, { run, baseline, enforce, repair }));
  const pages = await listening(shown, pagePort, '127.0.0.1', 'the page').catch((error) => {
    server.close();
    throw error;
  });
  const url = urlOf(server, host);
  if (isLoopback(target) && isLoopback(url) && new URL(target).port === new URL(url).port) {
    await Promise.all([closed(server), closed(pages)]);
    throw new UserError(
      `The target ${target} is this proxy itself. Give another --port, or the installation's address.`,
    );
  }
  return {
    url,
    pageUrl: `${urlOf(pages, '127.0.0.1')}/`,
    async stop() {
      server.close();
      server.closeIdleConnections();
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, patience).unref())]);
      await Promise.all([closed(server), closed(pages)]);
      await Promise.all(running);
      await watcher.settled().catch((error) => {
        throw new SuiteFault(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
      await Promise.all([way.network.dispatcher.close(), way.network.unshared.close()]);
      return trafficOutcome(watcher.traffic, run, report, baseline);
    },
  };
}

/** What cannot be passed on: what went through this proxy already, and what is sent as to a proxy of a browser. */
function notForUs({ url = '', headers: { via = '' } }: IncomingMessage, { target, via: own }: Way) {
  if (via.includes(own))
    return {
      status: 508,
      message: `The request went through this proxy already: its target ${target} leads back to it.`,
    };
  if (!url.startsWith('/'))
    return {
      status: 400,
      message: `This proxy stands for ${target}: send it a path, such as /api/tickets-search.php.`,
    };
  return undefined;
}

function listening(server: Server, port: number, host: string, what: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      reject(new UserError(`The port ${port} of ${host} cannot be had for ${what}: ${reason}. Give another one.`));
    });
    server.listen(port, host, () => resolve(server));
  });
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'it takes the rights of an administrator',
  EADDRNOTAVAIL: 'this machine has no such address',
};

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function closed(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
