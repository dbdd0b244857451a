import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Column, readColumn } from './column.js';
import { type Database, type NewRow, tableNames, tableSpec } from './tables.js';

describe('a column of osTicket', () => {
  test('has 0 or an empty text where a writer leaves it out', () => {
    expect(readColumn('int(11) unsigned')).toMatchObject({ type: 'int(11) unsigned', nullable: false, fallback: 0 });
    expect(readColumn('varchar(64)').fallback).toBe('');
    expect(readColumn("enum('Web','API') default API").fallback).toBe('API');
    expect(readColumn('tinyint(1) unsigned default 1').fallback).toBe(1);
  });

  test('has nothing to fall back on where it is a time, content, a key or may be null', () => {
    for (const spec of ['datetime', 'longblob', 'int(11) pk', 'int(11) auto', 'varchar(20) null']) {
      expect(readColumn(spec).fallback, spec).toBeUndefined();
    }
  });

  test('is refused when it is spelled wrong', () => {
    expect(() => readColumn('integer')).toThrow('No column definition: "integer"');
    expect(() => readColumn('varchar(20) nul')).toThrow('No column definition');
  });

  test('is spelled right in every table, and every index names columns of its table', () => {
    for (const table of tableNames) {
      const { columns, indexes = {}, unique = {} } = tableSpec(table);
      for (const spec of Object.values(columns)) readColumn(spec);
      for (const keys of [...Object.values(indexes), ...Object.values(unique)]) {
        for (const key of keys.split(',')) expect(Object.keys(columns), `${table}: ${keys}`).toContain(key);
      }
    }
  });
});

test('columns have the types that queries see', () => {
  expectTypeOf<Column<'varchar(20) null'>>().toEqualTypeOf<string | null>();
  expectTypeOf<Database['ticket']['isoverdue']['__select__']>().toEqualTypeOf<number>();
  expectTypeOf<Database['file_chunk']['filedata']>().toEqualTypeOf<Buffer>();
  expectTypeOf<Database['ticket']['source']['__select__']>().toEqualTypeOf<
    'Web' | 'Email' | 'Phone' | 'API' | 'Other'
  >();
  expectTypeOf<{ created: string; updated: string }>().toExtend<NewRow<'ticket'>>();
  expectTypeOf<{ updated: string }>().not.toExtend<NewRow<'ticket'>>();
});
