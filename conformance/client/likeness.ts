/** When a request of today is one that stands in evidence. */
import { createHash } from 'node:crypto';
import type { KeptBody } from './exchange.js';

interface Comparable {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: KeptBody | undefined;
}

/** One way to write what may be percent-encoded or not. */
const plain = (url: string) => url.replaceAll("'", '%27');

/** Of a body what evidence of every version has. */
const comparable = (body: KeptBody) =>
  'text' in body ? { text: body.text } : { bytes: body.bytes, sha256: body.sha256 };

/** Equal for equal requests. Short, since a body may be long. */
export const fingerprint = ({ method, url, headers, body }: Comparable): string =>
  createHash('sha256')
    .update(JSON.stringify([method, plain(url), Object.entries(headers).sort(), body && comparable(body)]))
    .digest('base64');

/**
 * Equal for creations of tickets that differ in their label alone: the words of the suite that stand behind the mark in the
 * subject, and again in the message.
 *
 * @param mark what stands at the beginning of all subjects of the run
 * @returns nothing for any other request
 */
export function unlabelled(mark: string, request: Comparable): string | undefined {
  const { method, body } = request;
  if (method !== 'POST' || !body || !('text' in body)) return undefined;
  const content = objectIn(body.text);
  const { subject, message } = content ?? {};
  if (typeof subject !== 'string' || !subject.startsWith(`${mark} `)) return undefined;
  const label = subject.slice(mark.length + 1);
  const rest = {
    ...content,
    subject: mark,
    message: typeof message === 'string' ? message.replace(label, '') : message,
  };
  return fingerprint({ ...request, body: { text: JSON.stringify(rest) } });
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Where a request goes in a scope, whatever its query and body. */
export const addressIn = (scope: string, { method, url }: Pick<Comparable, 'method' | 'url'>): string =>
  `${scope}\n${method} ${url.split('?')[0]}`;

/** The number of the ticket that a request names in its path; nothing where it names none. */
export const ticketIn = ({ url }: Pick<Comparable, 'url'>): string | undefined =>
  /\.php\/([^/?]+)\.\w+(\?|$)/.exec(url)?.[1];
