import { type LimitNode, type OffsetNode, SqliteQueryCompiler } from 'kysely';

/**
 * Writes `limit ? + 0` for `limit ?`. SQLite looks at the value of a bare parameter there when it plans a query, and
 * so plans it again for each value, which takes longer than to read a page of tickets.
 */
export class SteadyLimitCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(node);
    this.append(' + 0');
  }

  protected override visitOffset(node: OffsetNode): void {
    super.visitOffset(node);
    this.append(' + 0');
  }
}
