/** Sends the requests of a virtual user over its own connection, as k6 does. */
import { Agent, type Dispatcher } from 'undici';
import type { HttpReply, HttpRequest } from './vu/protocol.js';

export class Wire {
  // The timeout is of the whole request, as in k6.
  readonly #agent = new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });

  async send({ method, url, headers, body, timeout }: HttpRequest): Promise<HttpReply> {
    const begin = performance.now();
    const limit = AbortSignal.timeout(timeout);
    const duration = () => performance.now() - begin;
    try {
      const answer = await this.#agent.request({
        ...addressOf(url),
        method: method as Dispatcher.HttpMethod,
        headers,
        body,
        signal: limit,
      });
      const content = await answer.body.bytes();
      return { status: answer.statusCode, body: content, errorCode: 0, error: '', duration: duration() };
    } catch (error) {
      const [errorCode, text] = limit.aborted ? [1050, 'request timeout'] : failureOf(error);
      return { status: 0, body: new Uint8Array(), errorCode, error: text, duration: duration() };
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
