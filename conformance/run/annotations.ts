/** What the test of a check carries for its reader in vitest's web page: requirement, finding and exchanges. */
import type { TestAnnotation } from 'vitest';
import type { Result } from '../../generated/results.js';
import { excerpt } from '../client/excerpt.js';
import { type Exchange, type KeptBody, unkept } from '../client/exchange.js';

/** Characters of a body in the page, and in what is downloaded; the evidence has the whole. */
const shownLength = 1000;
const downloadedLength = 20_000;

/**
 * The annotations of a test: what is required, and where that was found broken or could not be verified, why and by
 * which exchanges.
 *
 * @param exchange looks an exchange up by its ID
 */
export function annotationsOf(result: Result, exchange: (id: number) => Exchange | undefined): TestAnnotation[] {
  const { level, sentence, reference, because, action, verdict, observed, reason } = result;
  const { expected, actual, pointer } = result;
  const source = reference ? `Reference: ${reference}` : `Because: ${because}`;
  const requirement = { type: 'requirement', message: `${level}: ${sentence}\n${source}\nCheck: ${action}` };
  if (verdict === 'pass') return [requirement];
  const facts = {
    observed,
    expected,
    actual,
    at: pointer,
    [verdict]: reason?.text,
  };
  return [
    requirement,
    ...Object.entries(facts).flatMap(([type, message]) => (message ? [{ type, message }] : [])),
    ...result.exchanges.flatMap((id) => exchange(id) ?? []).map(exchangeNote),
  ];
}

function exchangeNote({ id, request, response, failure }: Exchange): TestAnnotation {
  const sent = [`${request.method} ${request.url}`, ...headerLines(request.headers), '', ...bodyLines(request.body)];
  const came = response
    ? [`Status ${response.status}`, ...headerLines(response.headers), '', ...bodyLines(response.body)]
    : [`No answer: ${failure}`];
  const [answer] = bodyLines(response?.body);
  return {
    type: `exchange ${id}`,
    message: `${sent[0]} → ${came[0]} ${response?.headers['content-type'] ?? ''}\n${excerpt(answer ?? '', shownLength)}`,
    attachment: { contentType: 'text/plain', body: [...sent, '', ...came].join('\n'), bodyEncoding: 'utf-8' },
  };
}

const headerLines = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

function bodyLines(body: KeptBody | undefined): string[] {
  if (!body) return [];
  return 'text' in body ? [excerpt(body.text, downloadedLength)] : [unkept(body)];
}
