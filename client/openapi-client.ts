/** openapi-fetch with the contract's types: one method for each HTTP method, typed by path. */
import createOpenapiClient, { type Client } from 'openapi-fetch';
import { keyHeader } from '../contract/keys.js';
import type { paths } from '../generated/types.js';

export type OpenapiClient = Client<paths>;

export interface Connection {
  /** Root of the installation, such as `https://help.example.org/support`. */
  readonly url: string;
  readonly key: string;
  /** Default: that of Node.js. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** @example await openapiClient({ url, key }).GET('/tickets-statuses.php') */
export function openapiClient({ url, key, fetch }: Connection): OpenapiClient {
  const root = url.replace(/\/+$/, '').replace(/\/api$/, '');
  // Whoever an installation redirects to must not get the key.
  return createOpenapiClient<paths>({
    baseUrl: `${root}/api`,
    headers: { [keyHeader]: key },
    redirect: 'manual',
    fetch,
  });
}
