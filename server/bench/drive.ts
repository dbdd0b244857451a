/** Sends requests as fast as a server answers them. */
import autocannon from 'autocannon';

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
