/**
 * Answers that the API did not give: something before it turned the request away. They say nothing about the API, and are
 * never counted against it.
 */
import { asksToWait } from '../../installation/retry-after.js';
import type { Exchange, KeptResponse } from './exchange.js';

/** Who turned a request away, and why, in words. */
export interface TurnedAway {
  by: 'limit' | 'authentication' | 'firewall' | 'web server' | 'redirect';
  text: string;
}

/** The request did not reach the API. Becomes `untestable` with the code `turned-away`. */
export class RequestTurnedAway extends Error {
  constructor(readonly before: TurnedAway) {
    super(`A request did not reach the API: ${before.text}.`);
  }
}

/** Firewalls and services by what their pages and headers say. */
const firewalls: readonly [name: string, page: RegExp][] = [
  ['Cloudflare', /<title>(just a moment|attention required|access denied)[^<]*|cloudflare ray id|cf-error/i],
  ['ModSecurity', /mod_?security/i],
  ['Sucuri', /sucuri website firewall/i],
  ['Imperva', /incapsula|imperva/i],
  ['Akamai', /errors\.edgesuite\.net|akamai/i],
  ['F5 BIG-IP', /the requested url was rejected/i],
  ['FortiWeb', /web page blocked|fortigate|fortiweb/i],
  ['Wordfence', /wordfence/i],
  [
    'a firewall',
    /request (was )?(blocked|rejected|denied)|you have been blocked|blocked by|security (policy|rule|violation)/i,
  ],
];

/** Pages of a web server's own, as it shows them where nothing else is set up. */
const webServers: readonly [name: string, page: RegExp][] = [
  ['nginx', /<hr\s*\/?>\s*<center>(nginx|openresty)/i],
  [
    'Apache',
    /<address>apache|you don't have permission to access|<title>406 not acceptable|<title>413 request entity/i,
  ],
  ['IIS', /<title>(403|404\.\d+|406|413)[^<]*<\/title>.*server error|request filtering module/is],
  ['LiteSpeed', /litespeed/i],
];

/** Codes with which what stands before an API refuses a request. Others may be a fault of what it passed it on to. */
const refusals = [403, 405, 406, 413, 414, 431, 494];

/** Schemes of what stands before the API: its own key has a header of its own. */
const passwordSchemes = /(^|,\s*)(basic|digest|negotiate|ntlm)\b/i;
const tokenSchemes = /(^|,\s*)bearer\b/i;

/**
 * @returns who turned the request away; nothing where the answer is the API's, or none came
 */
export function turnedAway({ request, response }: Exchange): TurnedAway | undefined {
  if (!response) return undefined;
  const { status, headers, body } = response;
  const otherSite = redirectedTo(request.url, response);
  if (otherSite) return { by: 'redirect', text: `it redirects to ${otherSite} (${status})` };
  const text = 'text' in body ? body.text : '';
  const isPage = /<(!doctype\s+html|html|head|title|body)\b/i.test(text.slice(0, 2_000));
  const asked = headers['www-authenticate'] ?? '';
  if (status === 401 && passwordSchemes.test(asked)) {
    return { by: 'authentication', text: `the web server asks for a user name and password (401, ${asked})` };
  }
  if (status === 401 && tokenSchemes.test(asked)) {
    return { by: 'authentication', text: `what stands before the API asks for a token (401, ${asked})` };
  }
  const mitigated = headers['cf-mitigated'];
  if (mitigated) return { by: 'firewall', text: `Cloudflare answered in its place (${status}, ${mitigated})` };
  if (isPage && (refusals.includes(status) || asksToWait(status))) {
    const firewall = firewalls.find(([, page]) => page.test(text));
    if (firewall) return { by: 'firewall', text: `${firewall[0]} turned the request away (${status}${titleOf(text)})` };
    const server = refusals.includes(status) && webServers.find(([, page]) => page.test(text));
    if (server) return { by: 'web server', text: `${server[0]} turned the request away (${status}${titleOf(text)})` };
  }
  if (!asksToWait(status)) return undefined;
  const until = headers['retry-after'] ? `; it asks to wait: ${headers['retry-after']}` : '';
  return status === 429
    ? { by: 'limit', text: `there is a limit to the rate (429${until})` }
    : { by: 'limit', text: `it is not available (503${titleOf(text)}${until})` };
}

/** Codes that only a gateway gives: Cloudflare has its own beside those of HTTP. */
const isGateways = (status: number) => status === 502 || status === 504 || (status >= 520 && status <= 530);

/** How Apache begins its own pages, also where it does not sign them. */
const unsigned = /<!doctype html public "-\/\/ietf\/\/dtd html 2\.0\/\/en">/i;

/** Where a redirect leads that leaves the installation's scheme, host or port. */
function redirectedTo(url: string, { status, headers: { location } }: KeptResponse): string | undefined {
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url).origin === new URL(url).origin ? undefined : location;
}

/**
 * Whether an error has the form that a web server or a gateway gives it: the API may have failed, but has said nothing.
 * What it should look like is then no question to the API.
 */
export function isWebServersOwn({ status, body }: KeptResponse): boolean {
  if (status < 300) return false;
  const text = 'text' in body ? body.text : '';
  const isJson = /^\s*\{/.test(text);
  return (isGateways(status) && !isJson) || unsigned.test(text) || webServers.some(([, page]) => page.test(text));
}

/** The title or heading of a page, in quotes. */
export function titleOf(page: string): string {
  const found = /<title>\s*([^<]{3,}?)\s*<\/title>/i.exec(page)?.[1];
  const heading = /<h1[^>]*>\s*([^<]{1,}?)\s*<\/h1>/i.exec(page)?.[1];
  const shown = found && !/^\d{3}$/.test(found) ? found : heading;
  return shown ? `, "${shown.slice(0, 80)}"` : '';
}
