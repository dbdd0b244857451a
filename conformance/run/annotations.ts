/** What the test of a check carries for its reader in vitest's web page: requirement, finding and exchanges. */
import type { Result } from '../../generated/results.js';
import { excerpt } from '../client/excerpt.js';
import type { Exchange, KeptBody } from '../client/exchange.js';

export interface Annotation {
  /** Its heading. */
  type: string;
  message: string;
}

/** Characters of a body that are shown; the evidence has the whole. */
const shownLength = 3000;

/**
 * The annotations of a test: what is required, and where that was found broken or could not be verified, why and by
 * which exchanges.
 *
 * @param exchange looks an exchange up by its ID
 */
export function annotationsOf(result: Result, exchange: (id: number) => Exchange | undefined): Annotation[] {
  const { level, sentence, reference, because, action, verdict, known, observed, reason } = result;
  const annotations = [
    note('requirement', [`${level}: ${sentence}`], ['Reference', reference], ['Because', because], ['Check', action]),
  ];
  if (verdict === 'pass') return annotations;
  if (observed) annotations.push(note('observed', [observed]));
  if (reason) annotations.push(note(verdict, [reason.text]));
  if (verdict === 'fail' || verdict === 'warn') annotations.push(finding(result));
  if (known) annotations.push(note('known deviation', [`${known.reason} (until ${known.expires})`]));
  const proof = result.exchanges.map(exchange).filter((one) => one !== undefined);
  return [...annotations, ...proof.map(exchangeNote)];
}

const finding = ({ expected, actual, pointer }: Result): Annotation =>
  note('finding', ['Expected', expected], ['Actual', actual], ['At', pointer]);

function exchangeNote({ id, request, response, failure }: Exchange): Annotation {
  const sent = [`${request.method} ${request.url}`, ...headerLines(request.headers), ...bodyLines(request.body)];
  const came = response
    ? [`Status ${response.status}`, ...headerLines(response.headers), ...bodyLines(response.body)]
    : [`No answer: ${failure}`];
  return { type: `exchange ${id}`, message: [...sent, '', ...came].join('\n') };
}

const headerLines = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

function bodyLines(body: KeptBody | undefined): string[] {
  if (!body) return [];
  if ('text' in body) return ['', excerpt(body.text, shownLength)];
  return ['', `A body of ${body.bytes} bytes, too large to be kept. SHA-256 ${body.sha256}`];
}

/** An annotation of lines, with or without a name before the text; a line without a text is left out. */
function note(type: string, ...lines: ([text: string] | [name: string, text: string | undefined])[]): Annotation {
  const written = lines.map(([first, ...text]) =>
    text.length === 0 ? first : text[0] === undefined || text[0] === '' ? undefined : `${first}: ${text[0]}`,
  );
  return { type, message: written.filter((line) => line !== undefined).join('\n') };
}
