import { describe, expect, test } from 'vitest';
import type { Exchange, KeptResponse } from './exchange.js';
import { turnedAway } from './turned-away.js';

const response = (status: number, text: string, headers: Record<string, string> = {}): KeptResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
  body: { text },
  durationMs: 1,
});
const exchange = (given: KeptResponse): Exchange => ({
  id: 1,
  scope: 'getTicket/answers-200',
  at: '2026-11-26T00:00:00Z',
  request: { method: 'GET', url: 'https://help.example.org/api/tickets-get.php/1.json', headers: {} },
  response: given,
});
const page = (title: string, body = title) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${body}</h1></body></html>`;

describe('what did not come from the API is known by who sent it', () => {
  test.each<[string, KeptResponse, string, RegExp]>([
    [
      'HTTP authentication',
      response(401, page('401'), { 'www-authenticate': 'Basic realm="x"' }),
      'authentication',
      /realm="x"/,
    ],
    [
      'a token',
      response(401, '{}', { 'www-authenticate': 'Bearer realm="x"' }),
      'authentication',
      /asks for a token \(401, Bearer/,
    ],
    [
      'a challenge',
      response(403, page('Just a moment...'), { 'cf-mitigated': 'challenge' }),
      'firewall',
      /^Cloudflare .*challenge/,
    ],
    ['Cloudflare', response(403, page('Attention Required! | Cloudflare')), 'firewall', /^Cloudflare/],
    ['ModSecurity', response(403, page('403', 'Request blocked (ModSecurity)')), 'firewall', /^ModSecurity/],
    ['another firewall', response(406, page('Request blocked')), 'firewall', /^a firewall .*"Request blocked"/],
    [
      'nginx',
      response(
        413,
        '<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413</h1></center><hr><center>nginx/1.24.0</center></body></html>',
      ),
      'web server',
      /^nginx .*413 Request Entity/,
    ],
    [
      'Apache',
      response(
        403,
        `${page('403 Forbidden')}<p>You don't have permission to access this resource.</p><address>Apache/2.4 Server</address>`,
      ),
      'web server',
      /^Apache/,
    ],
    ['a limit', response(429, '<html>Too many</html>', { 'retry-after': '7' }), 'limit', /429; it asks to wait: 7/],
    ['maintenance', response(503, page('503', 'Down for maintenance')), 'limit', /503, "Down for maintenance"/],
    [
      'a login elsewhere',
      response(302, '', { location: '//login.example.org/sso' }),
      'redirect',
      /login\.example\.org/,
    ],
    ['another scheme', response(301, '', { location: 'http://help.example.org/' }), 'redirect', /to http:/],
    ['another port', response(307, '', { location: 'https://help.example.org:8443/' }), 'redirect', /8443\/ \(307/],
    ['maintenance in JSON', response(503, '{"error":true}'), 'limit', /503/],
  ])('%s', (_, given, by, text) => {
    expect(turnedAway(exchange(given))).toEqual({ by, text: expect.stringMatching(text) });
  });
});

test.each<[string, KeptResponse]>([
  ['a key that is refused', response(401, 'Valid API key required')],
  ['a key that is refused, with a scheme of its own', response(401, '{}', { 'www-authenticate': 'ApiKey' })],
  ['a permission that is lacking', response(403, '{"error":true,"message":"request blocked by policy"}')],
  ['a permission that is lacking, as a page', response(403, page('Error', 'API key lacks permission'))],
  ['a fault of PHP', response(500, page('Fatal error'))],
  ['a web server that got no answer', response(502, `${page('502 Bad Gateway')}<hr><center>nginx</center>`)],
  ['a redirect to itself', response(302, '', { location: '/scp/login.php' })],
  ['a redirect to nowhere', response(302, '', { location: 'http://' })],
  ['an unknown path', response(404, page('404 Not Found'))],
  ['a ticket whose subject reads so', response(200, '{"subject":"<html>Request blocked (ModSecurity)"}')],
])('what the API may have sent counts as its own: %s', (_, given) =>
  expect(turnedAway(exchange(given))).toBeUndefined(),
);
