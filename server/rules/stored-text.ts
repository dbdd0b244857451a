/** Whether the database can hold a text as it was sent; a text that cannot be kept whole is refused. */
import type { RefusalId } from '../../generated/requirements.js';
import { refuse } from '../http/refusal.js';
import { readColumn } from '../store/column.js';
import type { Store } from '../store/store.js';
import { type TableName, tables } from '../store/tables.js';

/** Bytes of UTF-8 that MySQL's text types hold. */
const TEXT_BYTES: Readonly<Record<string, number>> = { text: 65_535, mediumtext: 16_777_215 };

/** Limits are the same on every store, so that a caller is not surprised by the move to another one. */
function limitOf(spec: string): { most: number; unit: 'characters' | 'bytes' } {
  const { type } = readColumn(spec);
  const characters = /\((\d+)\)/.exec(type)?.[1];
  return characters === undefined
    ? { most: TEXT_BYTES[type] ?? 0, unit: 'bytes' }
    : { most: Number(characters), unit: 'characters' };
}

/**
 * Refuses a text that is longer than its column, or has characters that the database's character set does not.
 *
 * @param field what the caller knows it by
 * @param requirement the rule that asks for it; default: the one that an error of the database would break
 */
export function refuseUnstorable<Table extends TableName>(
  store: Pick<Store, 'holdsSupplementary'>,
  field: string,
  text: string,
  table: Table,
  column: keyof (typeof tables)[Table]['columns'] & string,
  requirement: RefusalId = 'errors/no-500-for-input',
): void {
  const { most, unit } = limitOf((tables[table].columns as Readonly<Record<string, string>>)[column] ?? '');
  const length = unit === 'bytes' ? Buffer.byteLength(text) : characters(text);
  if (length > most)
    refuse({
      requirement,
      message: `${field} is too long: ${length} ${unit}; osTicket stores at most ${most}. Shorten it.`,
    });
  if (!store.holdsSupplementary && /[\u{10000}-\u{10FFFF}]/u.test(text)) {
    refuse({
      requirement: 'errors/no-500-for-input',
      message: `${field} has characters beyond U+FFFF (such as emoji), which this installation's database cannot store. Leave them out.`,
    });
  }
}

/** Without making an array of them. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
