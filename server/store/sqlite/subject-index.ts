import { fold } from '../fold.js';
import { MARKER } from '../marker.js';
import { firstValue, inWriteTransaction, type SqliteDatabase } from './database.js';

/**
 * The index that a subject search in SQLite uses: every run of three characters of every subject, folded, kept
 * right by triggers. Each subject is followed by two END marks, so that a term of one or two characters begins
 * a run of three wherever it stands (see subject-search.ts).
 *
 * The triggers call `fold_subject`, which only our connections know: another program can read the file, but its
 * attempt to change a subject fails instead of leaving the index wrong.
 */
export const subjectIndex = [
  `create virtual table subject_search using fts5(folded, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')`,
  `create virtual table subject_runs using fts5vocab(subject_search, instance)`,
  `create trigger subject_added after insert on ticket__cdata when not subject_index_waits() begin
     insert or replace into subject_search(rowid, folded) values (new.ticket_id, fold_subject(new.subject));
   end`,
  `create trigger subject_changed after update of subject on ticket__cdata begin
     insert or replace into subject_search(rowid, folded) values (new.ticket_id, fold_subject(new.subject));
   end`,
  `create trigger subject_removed after delete on ticket__cdata begin
     delete from subject_search where rowid = old.ticket_id;
   end`,
];

/** Ends a subject in the index. No term that is looked up in the index holds it. */
export const END = '\u0001';

/** The index as this program's connections use it. */
export interface SubjectIndex {
  /**
   * Writes rows that include new subjects, then adds all of these to the index in one statement, unless that is put
   * off: row by row, the index would be flushed for each. The caller holds the transaction.
   */
  addTogether(ticketIds: readonly number[], write: () => void): void;
  /** From now on until `complete`, new subjects are left out. */
  defer(): void;
  /**
   * Adds the subjects that were left out, also by a filling that was cut short. All together at the end, they take half
   * the time of a batch after the other.
   */
  complete(): void;
}

/** Teaches a connection the functions that the triggers and the search use. */
export function openSubjectIndex(database: SqliteDatabase): SubjectIndex {
  let waits = false;
  let deferred = false;
  const pure = { deterministic: true };
  database.define('fold_subject', (subject = null) => fold(String(subject ?? '')) + END + END, pure);
  database.define(
    'subject_contains',
    (subject, folded) => (typeof subject === 'string' && fold(subject).includes(String(folded)) ? 1 : 0),
    pure,
  );
  database.define('subject_index_waits', () => (waits || deferred ? 1 : 0));
  return {
    addTogether(ticketIds, write) {
      waits = true;
      try {
        write();
      } finally {
        waits = false;
      }
      if (ticketIds.length === 0) return;
      if (deferred) database.prepare(PUT_OFF).run(mark);
      else database.prepare(ADD).run([JSON.stringify(ticketIds)]);
    },
    defer() {
      deferred = true;
    },
    complete() {
      deferred = false;
      if (firstValue(database, IS_PUT_OFF, mark) === undefined) return;
      inWriteTransaction(database, () => {
        for (const statement of [holding(16 * 2 ** 20), ADD_LEFT_OUT, holding(2 ** 20)]) database.exec(statement);
        database.prepare(DONE).run(mark);
      });
    },
  };
}

const ADD = `insert into subject_search(rowid, folded)
  select ticket_id, fold_subject(subject) from ticket__cdata
  where ticket_id in (select value from json_each(?)) order by ticket_id`;

/** A setting that is written with subjects that are left out, so that a process that dies meanwhile leaves word of it. */
const mark = [MARKER.namespace, 'subject-index-put-off'];
// Where the table has no index meanwhile, each batch adds a row; all of them go at the end.
const PUT_OFF = `insert or ignore into config (namespace, "key", "value", updated)
  values (?, ?, '', '2026-01-01 00:00:00')`;
const IS_PUT_OFF = 'select 1 from config where namespace = ? and "key" = ?';
const DONE = 'delete from config where namespace = ? and "key" = ?';

/** Each ID is looked for, not only those after the last: another process may have changed a subject meanwhile. */
const ADD_LEFT_OUT = `insert into subject_search(rowid, folded)
  select ticket_id, fold_subject(subject) from ticket__cdata
  where ticket_id not in (select id from subject_search_docsize) order by ticket_id`;

/** Bytes that SQLite collects before it writes a part of the index; fewer parts are sooner put together. */
const holding = (bytes: number) => `insert into subject_search(subject_search, rank) values ('hashsize', ${bytes})`;
