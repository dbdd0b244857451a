import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { eachStore, type StoreUnderTest } from '../each-store.js';
import { subjectContains } from './subject-search.js';

const time = '2026-11-01 10:00:00';

async function write(use: StoreUnderTest, subjects: (string | null)[], firstId = 1): Promise<void> {
  await use.store.insertBatch({
    ticket: subjects.map((_, i) => ({ ticket_id: firstId + i, created: time, updated: time })),
    ticket__cdata: subjects.map((subject, i) => ({ ticket_id: firstId + i, subject, priority: '2' })),
  });
}

async function search(use: StoreUnderTest, text: string): Promise<(string | null)[]> {
  const condition = await subjectContains(use.store, text);
  const rows = await use.store.db
    .selectFrom('ticket')
    .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
    .select('ticket__cdata.subject')
    .where(condition)
    .orderBy('ticket.ticket_id')
    .execute();
  return rows.map((row) => row.subject);
}

const SUBJECTS = [
  'Login issue',
  'Cannot LOG IN',
  '100% broken',
  '100 broken',
  'snake_case',
  'snakeXcase',
  'C:\\Temp\\x',
  'C:Temp',
  'Über den Wolken',
  'ÜBERALL',
  'uber',
  'Straße gesperrt',
  'Ёлка горит',
  'say "quoted" words',
  "it's 'fine'",
  '東京の天気',
  'emoji 😀 here',
  'emoji 😎 there',
  'ab',
  'a',
  '',
  null,
  'ends with zq',
  'two  spaces ',
  'wow!',
  'NEAR AND OR *',
  '서울',
];

eachStore('a subject search', (use) => {
  test('finds the text anywhere, without case and accents, with nothing special about % _ \\ and quotes', async () => {
    await write(use, SUBJECTS);
    const cases: [string, string[]][] = [
      ['log', ['Login issue', 'Cannot LOG IN']],
      ['LOG IN', ['Cannot LOG IN']],
      ['100%', ['100% broken']],
      ['e_c', ['snake_case']],
      ['_', ['snake_case']],
      ['%', ['100% broken']],
      ['\\', ['C:\\Temp\\x']],
      [':\\T', ['C:\\Temp\\x']],
      ['über', ['Über den Wolken', 'ÜBERALL', 'uber']],
      ['Ü', SUBJECTS.filter((subject) => /[uü]/i.test(subject ?? '')) as string[]],
      ['strase', ['Straße gesperrt']],
      ['ЕЛК', ['Ёлка горит']],
      ['"quoted"', ['say "quoted" words']],
      ['y "q', ['say "quoted" words']],
      ["'f", ["it's 'fine'"]],
      ['東京', ['東京の天気']],
      ['京の天', ['東京の天気']],
      ['서울', ['서울']],
      ['zq', ['ends with zq']],
      ['q', ['say "quoted" words', 'ends with zq']],
      ['  ', ['two  spaces ']],
      ['spaces ', ['two  spaces ']],
      ['spaces  ', []],
      ['w!', ['wow!']],
      ['AND OR *', ['NEAR AND OR *']],
      ['nothing like it', []],
      ['😀', ['emoji 😀 here']],
      ['moji 😎', ['emoji 😎 there']],
      ['a\u0001', []],
      ['log\0in', []],
    ];
    for (const [text, found] of cases) expect(await search(use, text), JSON.stringify(text)).toEqual(found);
    expect(await search(use, '')).toEqual(SUBJECTS.filter((subject) => subject !== null));
  });

  test('follows subjects that are changed and tickets that are deleted', async () => {
    const { db } = use.store;
    await write(use, ['first wording', 'to be removed'], 101);
    await db.updateTable('ticket__cdata').set({ subject: 'second phrase' }).where('ticket_id', '=', 101).execute();
    await db.deleteFrom('ticket__cdata').where('ticket_id', '=', 102).execute();
    for (const gone of ['first wording', 'rst', 'st', 'di', 'to be removed', 'mov']) {
      expect(await search(use, gone), gone).not.toContain('second phrase');
    }
    expect(await search(use, 'to be')).toEqual([]);
    expect(await search(use, 'second')).toEqual(['second phrase']);
    expect(await search(use, 'hr')).toEqual(['second phrase']);
    await db.updateTable('ticket__cdata').set({ priority: '4' }).where('ticket_id', '=', 101).execute();
    expect(await search(use, 'second')).toEqual(['second phrase']);
  });

  test('has each subject in the SQLite index once, and none that is gone', async () => {
    const { store } = use;
    if (store.kind === 'mysql') return;
    const entries = async (term: string) =>
      (await sql`select rowid from subject_search where subject_search match ${term}`.execute(store.db)).rows;
    await write(use, ['quokka one', 'quokka two'], 201);
    await store.db.insertInto('ticket__cdata').values({ ticket_id: 203, subject: 'quokka three' }).execute();
    expect(await entries('QUOKKA')).toEqual([{ rowid: 201 }, { rowid: 202 }, { rowid: 203 }]);
    await store.db.updateTable('ticket__cdata').set({ subject: 'wombat' }).where('ticket_id', '=', 202).execute();
    await store.db.deleteFrom('ticket__cdata').where('ticket_id', '=', 203).execute();
    expect(await entries('QUOKKA')).toEqual([{ rowid: 201 }]);
    expect(await entries('WOMBAT')).toEqual([{ rowid: 202 }]);
  });

  test('finds the same whether a term is rare or frequent', async () => {
    const count = 4005;
    await write(
      use,
      Array.from({ length: count }, (_, i) => `invoice ${i} ${i === 7 ? 'xylophone' : 'piano'} jj`),
      1001,
    );
    expect(await search(use, 'INVOICE')).toHaveLength(count);
    expect(await search(use, 'piano')).toHaveLength(count - 1);
    expect(await search(use, 'xylo')).toEqual(['invoice 7 xylophone jj']);
    expect(await search(use, 'jj')).toHaveLength(count);
    expect(await search(use, 'xy')).toEqual(['invoice 7 xylophone jj']);
  });
});
