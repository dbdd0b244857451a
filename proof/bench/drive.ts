/** Sends requests as fast as a server answers them. */
import autocannon from 'autocannon';
import type { Measured } from './process.js';

export interface Driving {
  readonly paths: readonly string[];
  readonly connections: number;
  readonly headers?: Record<string, string>;
  readonly seconds: number;
}

export interface Driven {
  readonly requests: number;
  readonly bytes: number;
  /** How long it took: requests that are running at the end are left. */
  readonly seconds: number;
}

/** @throws Error when an answer is no success: a benchmark of refusals would be worth nothing */
export async function drive(url: string, { paths, connections, headers, seconds }: Driving): Promise<Driven> {
  const result = await autocannon({
    url,
    connections,
    headers,
    timeout: 60,
    duration: seconds,
    requests: paths.map((path) => ({ path })),
  });
  const { errors, timeouts, non2xx, requests, throughput, duration } = result;
  if (errors + timeouts + non2xx > 0 || requests.total === 0)
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} answers that are no success`);
  return { requests: requests.total, bytes: throughput.total, seconds: duration };
}

/** The same, with the microseconds of CPU time that the server's process took. */
export async function driveMeasured(server: Measured, driving: Driving): Promise<Driven & { readonly cpu: number }> {
  const before = await server.usage();
  const driven = await drive(server.url, driving);
  const after = await server.usage();
  return { ...driven, cpu: after.cpu - before.cpu };
}
