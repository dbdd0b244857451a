/** How a body is declared: JSON in UTF-8, or it is refused with what to change in the client that sent it. */
import type { IncomingHttpHeaders } from 'node:http';
import { refuse } from '../refusal.js';

/**
 * A body without a content type can only be meant as JSON.
 *
 * @throws Refusal 415
 */
export function requireJson(headers: IncomingHttpHeaders): void {
  const { 'content-type': contentType = 'application/json', 'content-encoding': encoding = 'identity' } = headers;
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (type !== 'application/json') refuseAs(`as ${shown(type)}`, headers);
  if ((charset ?? 'utf-8') !== 'utf-8') refuseAs(`in ${shown(charset)}`, headers);
  if (encoding !== 'identity') refuseAs(`compressed with ${shown(encoding)}`, {});
}

function refuseAs(came: string, headers: IncomingHttpHeaders): never {
  refuse({
    requirement: 'errors/wrong-content-type-415',
    message:
      `The body came ${came}. Send it as application/json, in UTF-8 and not compressed. ${adviceFor(headers)}`.trim(),
  });
}

/** Only what such a name is made of: a refusal repeats nothing else of a request. */
const shown = (name = '') => (/^[\w.+/-]{1,60}$/.test(name) ? name : 'something else');

/** What to write in a client that is known by its User-Agent. PowerShell's begins as a browser's does. */
const advices: readonly (readonly [RegExp, string])[] = [
  [/^python-(requests|httpx)\//, 'In Python: json=ticket in place of data= or files=.'],
  [/^axios\//, 'With axios: give it the object itself, as neither a text nor a form.'],
  [/^Go-http-client\//, 'In Go: request.Header.Set("Content-Type", "application/json").'],
  [/^GuzzleHttp\//, "With Guzzle: 'json' => $ticket in place of 'form_params' or 'body'."],
  [/PowerShell\//, "In PowerShell: -Body ($ticket | ConvertTo-Json) -ContentType 'application/json; charset=utf-8'."],
  [/^curl\//, "With curl: -H 'Content-Type: application/json'."],
  [/^node$|^undici|^Mozilla\//, "With fetch: headers: { 'Content-Type': 'application/json' }."],
  // PHP sends no name of its own.
  [
    /^$/,
    "In PHP: CURLOPT_POSTFIELDS => json_encode($ticket), and 'Content-Type: application/json' in CURLOPT_HTTPHEADER.",
  ],
];

/** @returns one sentence; empty for an unknown client */
export function adviceFor({ 'user-agent': agent = '' }: IncomingHttpHeaders): string {
  return advices.find(([pattern]) => pattern.test(agent))?.[1] ?? '';
}
