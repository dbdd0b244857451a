import {
  ColumnNode,
  type InsertQueryNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  PrimitiveValueListNode,
  type QueryId,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';
import { readColumn } from '../column.js';
import { type TableName, tableSpec, tables } from '../tables.js';

/**
 * Writes out the 0 or '' of every column that an insert leaves out. osTicket does so itself: some of its columns
 * have no default of their own, and a strict database would refuse the row. Tables that we make have the defaults.
 * Comes before the prefix plugin, since it looks tables up by their plain names.
 */
export function zeroValuesPlugin(): KyselyPlugin {
  const transformer = new ZeroValuesTransformer();
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

class ZeroValuesTransformer extends OperationNodeTransformer {
  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const found = super.transformInsertQuery(node, queryId);
    const table = found.into?.table.identifier.name;
    if (table === undefined || !Object.hasOwn(tables, table)) return found;
    if (found.columns === undefined || found.values === undefined || !ValuesNode.is(found.values)) return found;

    const named = new Set(found.columns.map((column) => column.column.name));
    const missing = zeroValues(table as TableName).filter(([column]) => !named.has(column));
    return {
      ...found,
      columns: [...found.columns, ...missing.map(([column]) => ColumnNode.create(column))],
      values: ValuesNode.create(
        found.values.values.map((row) =>
          withValues(
            row,
            missing.map(([, value]) => value),
          ),
        ),
      ),
    };
  }
}

function zeroValues(table: TableName): [column: string, value: string | number][] {
  return Object.entries(tableSpec(table).columns).flatMap(([column, spec]) => {
    const { fallback, type } = readColumn(spec);
    return fallback === undefined || type === 'timestamp' ? [] : [[column, fallback]];
  });
}

function withValues(row: PrimitiveValueListNode | ValueListNode, values: (string | number)[]) {
  return PrimitiveValueListNode.is(row)
    ? PrimitiveValueListNode.create([...row.values, ...values])
    : ValueListNode.create([...row.values, ...values.map((value) => ValueNode.create(value))]);
}
