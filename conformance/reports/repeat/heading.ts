/** What a script says at its top: what it repeats, how to use it, and what it does to an installation. */
import type { Result } from '../../../generated/results.js';
import { oneLine } from '../../client/excerpt.js';
import type { Exchange } from '../../client/exchange.js';
import { reads } from '../../client/guard.js';
import { nameOf } from '../topics.js';
import type { RunToRepeat } from './origins.js';
import { sentText } from './sent-text.js';

/** Characters of a text. */
const longestWords = 400;
/** A file that is worth a warning, in bytes. */
const largeBody = 1_000_000;

/** Lines without their comment signs; what a result says may have any character. */
export function headingOf(result: Result, needed: readonly Exchange[], run: RunToRepeat): string[] {
  const changes = needed.some(({ request }) => !reads(request.method));
  const made = needed.filter((one) => run.origins.made.some(({ creation }) => creation === one));
  return [
    `Repeats what a run of osticket-contract found at ${run.url} on ${run.startedAt.slice(0, 10)}: ${nameOf(result)}`,
    `Required: ${oneLine(result.sentence, longestWords)}`,
    ...(result.reference ? [`The reference says: ${oneLine(result.reference, longestWords)}`] : []),
    `Done: ${oneLine(result.action, longestWords)}`,
    '',
    `Use: OSTICKET_URL=… OSTICKET_API_KEY=… sh FILE${changes ? ' --write' : ''}`,
    ...(changes
      ? [
          `Warning: it changes something in the installation. It makes ${made.length === 1 ? 'a ticket' : `${made.length} tickets`} of its own and deletes what it made at its end.`,
        ]
      : ['It only reads.']),
    ...(made.some(mayMail) ? ['Warning: it may cause e-mail to users and agents.'] : []),
    ...(needed.some(isLarge)
      ? ['Warning: it sends a large file. osTicket keeps it for a while, also when the ticket is deleted.']
      : []),
    ...(needed.some(({ request: { url } }) => /%3Ckey%20|<key /.test(url))
      ? ['Warning: it sends the key in the URL, where logs keep it. Take that key away afterwards.']
      : []),
    '',
  ];
}

const isLarge = ({ request: { body } }: Exchange) => body !== undefined && 'bytes' in body && body.bytes > largeBody;

const mayMail = (exchange: Exchange) =>
  !['"autorespond":false', '"alert":false'].every((one) => sentText(exchange).includes(one));
