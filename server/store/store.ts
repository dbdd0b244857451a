import type { Kysely } from 'kysely';
import type { FlatBatch } from './flat-batch.js';
import type { Batch, Database } from './tables.js';

/** An open database with osTicket's tables: one that this tool made, or an osTicket installation's own. */
export interface Store {
  /** Queries, written with the tables' names without prefix. A table alias must not be one of those names. */
  readonly db: Kysely<Database>;
  readonly kind: 'sqlite' | 'mysql';
  /** Who made the tables. In an osTicket installation's database nothing is created or altered. */
  readonly owner: 'this-tool' | 'osticket';
  /** Whether text may hold characters beyond U+FFFF, such as emoji; osTicket's own utf8mb3 tables refuse them. */
  readonly holdsSupplementary: boolean;
  /**
   * A text that changes whenever anything is written to the database, by this process or another. What was read
   * after asking for it is good for as long as it stays the same. Undefined where the database cannot tell (MySQL).
   */
  changes(): string | undefined;
  /** Writes all rows or none, in one transaction: the fast way for many rows. */
  insertBatch(batch: Batch): Promise<void>;
  /** The same, for rows that are flat already. */
  insertFlat(batch: FlatBatch): Promise<void>;
  /**
   * Runs work that writes very many batches. In SQLite the tables have no indexes meanwhile: building them at the
   * end takes half the time. For a new store that nobody else reads yet.
   */
  withoutIndexes(work: () => Promise<void>): Promise<void>;
  /** All that a store in memory holds, for a copy of it (see exchangeable.ts); other stores have none. */
  bytes?(): Buffer;
  close(): Promise<void>;
}
