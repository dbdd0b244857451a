/** Rows of a search, as an installation has them: any field may be missing or of another type. */
import { type Answer, parsed } from './client.ts';
import type { SearchQuery, Wanted } from './queries.ts';
import { refuse } from './refuse.ts';
import type { Settings } from './settings.ts';

export interface Row {
  number?: unknown;
  subject?: unknown;
  status?: unknown;
  department?: unknown;
}

/** The rows in an answer. Ends the run where there are none to be read: then the address is not that of the API. */
export function rowsIn(answer: Answer, { url }: Settings): Row[] {
  if (parsed(answer) && Array.isArray(answer.json)) {
    return answer.json.filter((row) => row !== null && typeof row === 'object') as Row[];
  }
  return refuse(
    `${url}/api does not answer as the API: a search is no JSON array. Set OSTICKET_URL to the root of an osTicket installation that has the API Endpoints plugin.`,
  );
}

/** As databases compare texts: without case and accents. */
const folded = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 's');

/**
 * What is wrong with the content of a search's answer; nothing where it is right.
 *
 * @param asked what was searched for, the rows of a page where the query does not say, and whether there are enough
 * tickets to fill any page
 */
export function contentFault(
  rows: readonly Row[],
  asked: { wanted: Wanted; query: SearchQuery; pageSize: number; fullPages: boolean },
): string | undefined {
  const { wanted, query, pageSize, fullPages } = asked;
  const most = query.limit ?? pageSize;
  if (rows.length > most) return `${rows.length} rows came where ${most} were asked for`;
  if (wanted === 'absent' && rows.length > 0) return 'rows came for a word that no subject has';
  const unfiltered = !query.status && !query.department && !query.offset;
  if (wanted === 'newest' && unfiltered && fullPages && rows.length < most) {
    return `${rows.length} rows came where there are ${most}`;
  }
  const { query: word } = query;
  if (word === undefined) return undefined;
  if (wanted === 'frequent' && unfiltered && rows.length === 0) return 'nothing was found for a frequent word';
  const without = rows.find(({ subject }) => typeof subject === 'string' && !folded(subject).includes(folded(word)));
  return without && 'a row came whose subject does not have the word';
}
