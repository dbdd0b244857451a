/**
 * Evidence of suite 0.1.0 in the words of today. Names of scopes and subjects of tickets are the suite's own and mean
 * nothing; without this a request that only got other words would not be found in old evidence any more.
 */
import type { Exchange } from './exchange.js';

/** What stands in the evidence, and what the same is called now. */
const words: readonly (readonly [former: string, now: string])[] = [
  ['nasty input', 'hostile input'],
  ['own family', 'own parent with two children'],
  ['"note with files"', '"update: a note with files"'],
  ['"plain note"', '"update: a note"'],
  ['"due on a day"', '"update: due on a day"'],
  ['This note must not be added (', 'A note. ('],
  [').\\"', ')\\"'],
  [').\\\\u0000', ')\\\\u0000'],
  [').ÿ', ')ÿ'],
  ['no kin', 'not linked'],
  [', alone', ', of one check'],
  ['sieved', 'filtered'],
  ...['department', 'priority', 'help topic'].flatMap((what): [string, string][] => [
    [`${what} by the ID `, `${what} with the ID `],
    [`${what} by the name `, `${what} named `],
    [`${what} as a string`, `${what} by ID as a string`],
  ]),
  ['"scope":"formats/json-is-utf8 createTicket"', '"scope":"subject in many scripts"'],
  ['an item that is no object', 'attachment-not-an-object-400'],
  ['an item without one name', 'attachment-without-a-name-400'],
];

/** @example inTodaysWords({ scope: 'nasty input, getTicket', ... }).scope // 'hostile input, getTicket' */
export function inTodaysWords(exchange: Exchange): Exchange {
  const text = words.reduce((text, [former, now]) => text.replaceAll(former, now), JSON.stringify(exchange));
  return JSON.parse(text) as Exchange;
}
