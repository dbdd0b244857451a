/** The way to an installation: through the proxy that the environment names, and with the certificates that are trusted. */
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { isLoopback } from './loopback.js';
import { acceptedEncodings } from './read-body.js';

export interface Network {
  /** Sends over the network. */
  dispatcher: Dispatcher;
  /** Sends each request over a connection of its own: one that is kept may be closed at the very moment. */
  unshared: Dispatcher;
  /** Headers that every request carries, such as those that a proxy in front of an installation asks for. */
  headers: Readonly<Record<string, string>>;
}

export interface NetworkOptions {
  /** Root of the installation: on this machine no proxy is used. */
  url: string;
  /** PEM of certificates that are trusted beside those of Node.js. Default: none. */
  ca?: string;
  /** Default: none. */
  headers?: Readonly<Record<string, string>>;
}

/** Who asks, for the log of an installation and for what stands before it. */
const userAgent = 'osticket-contract';

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in upper or lower case, say which proxy is used. */
export function openNetwork({ url, ca, headers = {} }: NetworkOptions): Network {
  // A whole answer has a time limit of its own; a second one for its parts would end uploads early.
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const open = (options: Agent.Options) =>
    isLoopback(url)
      ? new Agent({ ...limits, ...options, connect: trusted })
      : new EnvHttpProxyAgent({ ...limits, ...options, connect: trusted, requestTls: trusted });
  return {
    dispatcher: open({}),
    unshared: open({ pipelining: 0 }),
    headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptedEncodings, ...headers },
  };
}

/** With a semicolon: what to do is said. */
const proxyAdvice =
  'the proxy asks for a user name and password (407); write them into HTTP_PROXY or HTTPS_PROXY, such as http://user:password@proxy.example.org:3128';

const certificateAdvice = 'give the file of its certificate, or of the authority that signed it, with --ca FILE';

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name is not known',
  ECONNREFUSED: 'the connection was refused',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed before the answer was complete',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'the host did not answer the connection',
  ETIMEDOUT: 'the host did not answer the connection',
  // What undici does not expect of a server, such as another protocol.
  ERR_ASSERTION: 'what came is no valid HTTP',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are larger than 16 KB',
  EPROTO: 'the port does not speak HTTPS; write http://, or name the port that does',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the port does not speak HTTPS; write http://, or name the port that does',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the port does not speak HTTPS; write http://, or name the port that does',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is self-signed; ${certificateAdvice}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate is signed by an authority that is not known here; ${certificateAdvice}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate is signed by an authority that is not known here; ${certificateAdvice}`,
  UNABLE_TO_GET_ISSUER_CERT: `its certificate is signed by an authority that is not known here; ${certificateAdvice}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its certificate is signed by an authority that is not known here; ${certificateAdvice}`,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; look at the clocks of both machines',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** Why no answer came, or only a part of one, in words that fit behind a colon. */
export function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const { code = '' } = error as Error & { code?: string };
  if (error.name === 'HTTPParserError') return `what came is no valid HTTP: ${error.message}`;
  // A proxy that refuses to connect; undici tells its status in words alone.
  const [, refused] = /^Proxy response \((\d+)\)/.exec(error.message) ?? [];
  if (refused !== undefined) return refused === '407' ? proxyAdvice : `the proxy answered with ${refused}`;
  return reasons[code] ?? (error.message || code);
}
