/** Whether a refusal holds what was asked for, in whatever form. */
import { resolve, type Schema } from '../../contract/document.js';
import { type OperationId, operations } from '../../contract/operations.js';

/** Names that an error object may have of its own. */
const common: ReadonlySet<string> = new Set(['error', 'message', 'status', 'code', 'type']);

/** One name may be chance. */
const enough = 2;

/** The names of all fields in a schema. */
function namesIn(schema: Schema): string[] {
  const { properties = {}, items, additionalProperties, oneOf = [] } = resolve(schema);
  const inside = [items, additionalProperties, ...oneOf].filter((one): one is Schema => typeof one === 'object');
  return [...Object.entries(properties).flatMap(([name, one]) => [name, ...namesIn(one)]), ...inside.flatMap(namesIn)];
}

const patterns = new Map(
  operations.map(({ id, answerSchema }): [OperationId, RegExp | undefined] => {
    const names = [...new Set(answerSchema ? namesIn(answerSchema) : [])].filter((name) => !common.has(name));
    return [
      id,
      names.length < enough ? undefined : new RegExp(`"(${names.join('|')})"\\s*:|<(${names.join('|')})>`, 'g'),
    ];
  }),
);

/** Whether an operation answers fields that can be known again. */
export const hasContent = (id: OperationId): boolean => patterns.get(id) !== undefined;

/** The names of fields of the operation's success that a text holds; nothing where these are too few to tell. */
export function contentShown(id: OperationId, text: string): string[] | undefined {
  const pattern = patterns.get(id);
  if (!pattern) return undefined;
  const found = new Set([...text.matchAll(pattern)].map(([, inJson, inXml]) => inJson ?? inXml ?? ''));
  return found.size < enough ? undefined : [...found];
}
