/** Sends requests as fast as a server answers them. */
import autocannon from 'autocannon';

export interface Driving {
  readonly paths: readonly string[];
  readonly connections: number;
  readonly headers?: Record<string, string>;
  /** How long: seconds, or a number of requests. */
  readonly until: { readonly seconds: number } | { readonly requests: number };
}

export interface Driven {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly megabytesPerSecond: number;
}

/** @throws Error when an answer is no success: a benchmark of refusals would be worth nothing */
export async function drive(url: string, { paths, connections, headers, until }: Driving): Promise<Driven> {
  const result = await autocannon({
    url,
    connections,
    headers,
    timeout: 60,
    requests: paths.map((path) => ({ path })),
    ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
  });
  const { errors, timeouts, non2xx, requests, throughput, duration } = result;
  if (errors + timeouts + non2xx > 0 || requests.total === 0)
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} answers that are no success`);
  return {
    requests: requests.total,
    requestsPerSecond: requests.total / duration,
    megabytesPerSecond: throughput.total / duration / 1e6,
  };
}
