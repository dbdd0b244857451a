/** When a request of today is one that stands in evidence. */
import { createHash } from 'node:crypto';
import { namedInPath } from '../../contract/path-values.js';
import type { KeptBody } from './exchange.js';
import { mark } from './mark.js';

interface Comparable {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: KeptBody | undefined;
}

/** One way to write what may be percent-encoded or not. */
const plain = (url: string) => url.replaceAll("'", '%27');

/** Of a body what evidence of every version has. The words of one that is too large to be kept may be those of its time. */
const comparable = (body: KeptBody) => ('text' in body ? { text: body.text } : { bytes: body.bytes });

/** Equal for equal requests. Short, since a body may be long. */
export const fingerprint = ({ method, url, headers, body }: Comparable): string =>
  createHash('sha256')
    .update(JSON.stringify([method, plain(url), Object.entries(headers).sort(), body && comparable(body)]))
    .digest('base64');

/**
 * What stands behind the mark in the subject of a new ticket.
 *
 * @param runId the ID of the run
 * @returns nothing where a request makes no ticket of the run
 */
export function labelOf(runId: string, { method, body }: Comparable): string | undefined {
  const { subject } = (method === 'POST' && body && 'text' in body && objectIn(body.text)) || {};
  const before = `${mark(runId)} `;
  return typeof subject === 'string' && subject.startsWith(before) ? subject.slice(before.length) : undefined;
}

/** A label that says what a ticket is for. Any other is a text to be read back or searched for. */
const plainLabel = /^[a-z0-9 ,.:-]+$/i;

/**
 * Equal for requests for new tickets that differ in their label alone; it stands in the message, too.
 *
 * @param runId the ID of the run; a word with it is searched for
 * @returns nothing for any other request
 */
export function unlabelled(runId: string, request: Comparable): string | undefined {
  const label = labelOf(runId, request);
  if (label === undefined || !plainLabel.test(label) || label.includes(runId)) return undefined;
  const { body } = request;
  const { message, ...others } = (body && 'text' in body && objectIn(body.text)) || {};
  const rest = { ...others, subject: '', message: typeof message === 'string' ? message.replace(label, '') : message };
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
export const ticketIn = ({ url }: Pick<Comparable, 'url'>): string | undefined => namedInPath(url);
