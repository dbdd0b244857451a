import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { fold } from '../fold.js';
import type { Store } from '../store.js';
import type { Database } from '../tables.js';
import { END } from './subject-index.js';

/**
 * The condition "the subject contains this text", for a query that has `ticket` and `ticket__cdata` in it under
 * these names. Letters match without case and accents as far as osTicket's database does it (see fold.ts);
 * `%`, `_` and `\` stand for themselves. An empty text matches every ticket that has a subject.
 *
 * In SQLite this looks into the subject index first, so build the condition for each search.
 */
export async function subjectContains(store: Store, text: string): Promise<Expression<SqlBool>> {
  return store.kind === 'mysql' ? like(store, text) : sqliteCondition(store.db, fold(text));
}

/**
 * A term found in at most this many subjects counts as rare: its tickets are listed from the index, and the
 * database sorts them. A more frequent one is met so often on the way through the tickets by date that a page
 * fills sooner than the index could be read. At a million tickets both ways cost about the same here.
 */
const RARE = 4000;

async function sqliteCondition(db: Kysely<Database>, folded: string): Promise<Expression<SqlBool>> {
  const contains = sql<SqlBool>`subject_contains(${sql.ref('ticket__cdata.subject')}, ${folded})`;
  const lookup = indexLookup(folded);
  if (lookup === undefined) return contains;
  const { rows } = await sql<{ id: number }>`${lookup} limit ${RARE + 1}`.execute(db);
  if (rows.length > RARE) return contains;
  const ids = JSON.stringify(rows.map((row) => row.id));
  return sql<SqlBool>`${sql.ref('ticket.ticket_id')} in (select value from json_each(${ids}))`;
}

/** The IDs of the tickets whose subject holds the term; undefined for a term that the index cannot answer. */
function indexLookup(folded: string): RawBuilder<unknown> | undefined {
  if (folded === '' || UNINDEXED.test(folded)) return undefined;
  if ([...folded].length >= 3) {
    const phrase = `"${folded.replaceAll('"', '""')}"`;
    return sql`select rowid as id from subject_search where subject_search match ${phrase}`;
  }
  return sql`select distinct doc as id from subject_runs where term >= ${folded} and term <= ${folded + LAST}`;
}

/** The END mark, NUL (which ends a phrase for SQLite), and what SQLite's index turns into U+FFFD. */
const UNINDEXED = new RegExp(`[\\0${END}\\uFFFD-\\uFFFF]|\\p{Surrogate}`, 'u');
const LAST = '\u{10FFFF}';

function like(store: Store, text: string): Expression<SqlBool> {
  const subject = sql.ref('ticket__cdata.subject');
  // '!' escapes rather than '\', whose meaning depends on the server's sql_mode.
  const pattern = `%${text.replace(/[!%_]/g, '!$&')}%`;
  if (!/[\u{10000}-\u{10FFFF}]/u.test(text)) return sql<SqlBool>`${subject} like ${pattern} escape '!'`;
  if (!store.holdsSupplementary) return sql<SqlBool>`false`;
  // The general collation takes all characters beyond U+FFFF for the same one.
  return sql<SqlBool>`${subject} collate utf8mb4_unicode_520_ci like ${pattern} escape '!'`;
}
