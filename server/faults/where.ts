/** Which requests a fault hits: those about one ticket or file, or those with one key. */
import type { Schema } from '../../contract/document.js';
import { keyHeader } from '../../contract/keys.js';
import { type OperationId, type OperationTypes, operation, operations } from '../../contract/operations.js';
import type { Condition } from './fault.js';

type PathOf<Id extends OperationId> = NonNullable<OperationTypes[Id]['parameters']['path']>;
type NameInPath = { [Id in OperationId]: [PathOf<Id>] extends [never] ? never : keyof PathOf<Id> }[OperationId];

/** All that stands here must fit. Names are those of the contract's paths; a number with zeros before it is a text. */
export type Where = { readonly [Name in NameInPath]?: string | number } & {
  /** The name of a key: `main`, or one that the server was given. */
  readonly key?: string;
};

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const text = { type: ['string', 'integer'], minLength: 1 };

export const whereSchema: Schema = {
  type: 'object',
  properties: {
    ...Object.fromEntries(operations.flatMap(({ path }) => namesIn(path)).map((name) => [name, text])),
    key: { type: 'string' },
  },
  minProperties: 1,
  additionalProperties: false,
};

export const fits =
  ({ key, ...inPath }: Where): Condition =>
  ({ params, headers }, { keys }) =>
    Object.entries(inPath).every(([name, value]) => params[name] === String(value)) &&
    (key === undefined || (keys[key] !== undefined && headers[keyHeader.toLowerCase()] === keys[key]));

/** What of it no request of an operation can meet; undefined where there is nothing. */
export const notInPath = ({ key: _, ...inPath }: Where, id: OperationId): string | undefined =>
  Object.keys(inPath).find((name) => !namesIn(operation(id).path).includes(name));
