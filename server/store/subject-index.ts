import type BetterSqlite3 from 'better-sqlite3';
import { fold } from './fold.js';

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

/** The index as a connection of ours sees it. */
export interface SubjectIndex {
  /**
   * Writes rows that include new subjects, then adds all of these to the index in one statement: row by row,
   * the index would be flushed for each. The caller holds the transaction.
   */
  addTogether(ticketIds: readonly number[], write: () => void): void;
}

/** Teaches a connection the functions that the triggers and the search use. */
export function openSubjectIndex(database: BetterSqlite3.Database): SubjectIndex {
  let waits = false;
  const pure = { deterministic: true };
  database.function('fold_subject', pure, (subject) => fold(String(subject ?? '')) + END + END);
  database.function('subject_contains', pure, (subject, folded) =>
    typeof subject === 'string' && fold(subject).includes(String(folded)) ? 1 : 0,
  );
  database.function('subject_index_waits', () => (waits ? 1 : 0));
  return {
    addTogether(ticketIds, write) {
      waits = true;
      try {
        write();
      } finally {
        waits = false;
      }
      if (ticketIds.length > 0) database.prepare(ADD).run(JSON.stringify(ticketIds));
    },
  };
}

const ADD = `insert into subject_search(rowid, folded)
  select ticket_id, fold_subject(subject) from ticket__cdata
  where ticket_id in (select value from json_each(?)) order by ticket_id`;
