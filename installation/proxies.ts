/** The proxies that the environment names. A file of its own: most commands read it, and few load what sends. */
import { isLoopback } from './loopback.js';
import { UserError } from './user-error.js';

/**
 * Makes sure that the environment names proxies by addresses. A fault in one is told without it: it may hold a password.
 *
 * @param url root of the installation: on this machine no proxy is used
 * @throws UserError
 */
export function requireProxies(url: string, environment: NodeJS.ProcessEnv): void {
  if (isLoopback(url)) return;
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((upper) => [upper.toLowerCase(), upper])) {
    const address = environment[name];
    if (address && !(/^(https?|socks5):\/\//i.test(address) && URL.canParse(address)))
      throw new UserError(`${name} is no address of a proxy. Write it as http://proxy.example.org:3128.`);
  }
}
