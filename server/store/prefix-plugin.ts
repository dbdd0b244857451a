import {
  type AliasNode,
  IdentifierNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type QueryId,
  type SchemableIdentifierNode,
  TableNode,
} from 'kysely';
import { tables } from './tables.js';

/**
 * Lets queries name tables without the prefix that an installation chose (`ost_` unless it was changed).
 * A name is a table's wherever it stands in a table's place, so an alias must not be a table's name, except
 * as the alias of a table, which is renamed along with its uses.
 */
export function prefixPlugin(prefix: string): KyselyPlugin {
  const transformer = new PrefixTransformer(prefix);
  return {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

class PrefixTransformer extends OperationNodeTransformer {
  constructor(private readonly prefix: string) {
    super();
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode, queryId?: QueryId) {
    const found = super.transformSchemableIdentifier(node, queryId);
    return found.schema ? found : { ...found, identifier: this.prefixed(found.identifier) };
  }

  protected override transformAlias(node: AliasNode, queryId?: QueryId): AliasNode {
    const found = super.transformAlias(node, queryId);
    const aliasOfTable = TableNode.is(node.node) && IdentifierNode.is(found.alias);
    return aliasOfTable ? { ...found, alias: this.prefixed(found.alias as IdentifierNode) } : found;
  }

  private prefixed(identifier: IdentifierNode): IdentifierNode {
    return Object.hasOwn(tables, identifier.name) ? IdentifierNode.create(this.prefix + identifier.name) : identifier;
  }
}
