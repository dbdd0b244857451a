/** Sends the requests of a virtual user over its own connection, as k6 does. */
import type { Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { HttpReply, HttpRequest } from './vu/protocol.js';

export class Wire {
  #socket: Socket | undefined;
  readonly #agent: Agent;

  constructor() {
    const connect = buildConnector({});
    this.#agent = new Agent({
      pipelining: 1,
      // The time of a request is k6's to limit, as a whole.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, callback) =>
        connect(options, (...[error, socket]) => {
          if (error) return callback(error, null);
          this.#socket = socket;
          callback(null, socket);
        }),
    });
  }

  async send({ method, url, headers, body, timeout }: HttpRequest): Promise<HttpReply> {
    const before = { sent: 0, received: 0, socket: this.#socket };
    if (this.#socket) Object.assign(before, { sent: this.#socket.bytesWritten, received: this.#socket.bytesRead });
    const begin = performance.now();
    const limit = AbortSignal.timeout(timeout);
    let headersAt = begin;
    const traffic = () => {
      const fresh = this.#socket !== before.socket;
      return {
        bytesSent: (this.#socket?.bytesWritten ?? 0) - (fresh ? 0 : before.sent),
        bytesReceived: (this.#socket?.bytesRead ?? 0) - (fresh ? 0 : before.received),
      };
    };
    try {
      const answer = await this.#agent.request({
        ...addressOf(url),
        method: method as Dispatcher.HttpMethod,
        headers,
        body,
        signal: limit,
      });
      headersAt = performance.now();
      const content = await answer.body.bytes();
      return {
        status: answer.statusCode,
        headers: canonical(answer.headers),
        body: content,
        errorCode: 0,
        error: '',
        // Below what can be told apart from here: the request is in the socket's buffer at once.
        sending: 0,
        waiting: headersAt - begin,
        receiving: performance.now() - headersAt,
        ...traffic(),
      };
    } catch (error) {
      const [errorCode, text] = limit.aborted ? [1050, 'request timeout'] : failureOf(error);
      const waiting = performance.now() - begin;
      return {
        ...{ status: 0, headers: {}, body: new Uint8Array(), errorCode, error: text },
        ...{ sending: 0, waiting, receiving: 0 },
        ...traffic(),
      };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function addressOf(url: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: `${pathname}${search}` };
}

/** `content-type` as `Content-Type`, which is how k6 shows it. */
function canonical(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    [value ?? ''].flat().join(', '),
  ]);
  return Object.fromEntries(entries);
}

/** https://grafana.com/docs/k6/latest/javascript-api/error-codes/ */
const failures: Readonly<Record<string, [code: number, text: string]>> = {
  ENOTFOUND: [1101, 'lookup: no such host'],
  EAI_AGAIN: [1100, 'lookup: the name server did not answer'],
  UND_ERR_CONNECT_TIMEOUT: [1211, 'dial: i/o timeout'],
  ETIMEDOUT: [1211, 'dial: i/o timeout'],
  ECONNREFUSED: [1212, 'dial: connection refused'],
  ECONNRESET: [1220, 'read: connection reset by peer'],
  UND_ERR_SOCKET: [1220, 'read: connection reset by peer'],
  EPIPE: [1220, 'write: broken pipe'],
  ERR_INVALID_URL: [1020, 'invalid URL'],
};

function failureOf(error: unknown): [code: number, text: string] {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return failures[code] ?? [1000, message];
}
