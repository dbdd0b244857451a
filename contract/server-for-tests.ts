import { createServer, type RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Breaks off what is open. */
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. @param answers a listener, or a server that does not listen yet */
export async function listen(answers: RequestListener | Server): Promise<Listening> {
  const server = answers instanceof Server ? answers : createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, port, close };
}
