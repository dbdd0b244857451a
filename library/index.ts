/**
 * `osticket-contract`: the client and the contract, and the server for tests, which is loaded when it is started.
 *
 * @example
 * const server = await startServer({ tickets: 50 });
 * const client = createClient(server);
 * for await (const { number, subject } of client.searchAll()) console.log(number, subject);
 * await server.stop();
 */
import type { TestServer, TestServerOptions } from './server.js';

export * from '../client/index.js';
export * from '../contract/index.js';
export type * from './server.js';

/** See `osticket-contract/server`. */
export async function startServer(options?: TestServerOptions): Promise<TestServer> {
  return (await import('./server.js')).startServer(options);
}
