/** Whether a refusal holds what was asked for, in whatever form. */
import { resolve, type Schema } from '../../contract/document.js';
import { type OperationId, operations } from '../../contract/operations.js';
import { ofSomeRun } from '../client/mark.js';
import { formsOf } from './forms.js';
import { saidIn } from './said.js';
import type { Subject } from './subject.js';

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

/** The names of the fields in a schema that hold a file. */
const filesIn = ({ properties = {} }: Schema): string[] =>
  Object.keys(properties).filter((name) => resolve(properties[name] ?? {}).contentEncoding === 'base64');

interface Patterns {
  /** Any of the fields. */
  names: RegExp;
  /** A file: it is enough by itself. */
  file: RegExp | undefined;
}

const patterns = new Map(
  operations.map(({ id, answerSchema }): [OperationId, Patterns | undefined] => {
    const names = [...new Set(answerSchema ? namesIn(answerSchema) : [])].filter((name) => !common.has(name));
    if (!answerSchema || names.length < enough) return [id, undefined];
    const files = filesIn(resolve(answerSchema)).join('|');
    return [
      id,
      {
        names: new RegExp(`"(${names.join('|')})"\\s*:|<(${names.join('|')})>|\\[(${names.join('|')})\\] =>`, 'g'),
        file: files === '' ? undefined : new RegExp(`(?:"(?:${files})"\\s*:\\s*"|<(?:${files})>)[\\w+/=-]{4}`),
      },
    ];
  }),
);

/** Whether an operation answers fields that can be known again. */
export const hasContent = (id: OperationId): boolean => patterns.get(id) !== undefined;

/**
 * What a refusal shows of the operation's success: the names of its fields, or what only a ticket of a run of this suite
 * has. Nothing where these are too few to tell, or the request has said them.
 */
export function contentShown({ operation: id, exchange, answer: { status } }: Subject, text: string) {
  const pattern = patterns.get(id);
  if (!pattern) return undefined;
  const forms = formsOf(text);
  const found = new Set(
    forms.flatMap((form) => [...form.matchAll(pattern.names)].flatMap((match) => match.slice(1)).filter(Boolean)),
  );
  if (found.size >= enough) return [...found];
  const file = forms.find((form) => pattern.file?.test(form));
  if (file !== undefined) return ['a file'];
  // A write may be refused with 403 for another reason than its key, and say of which ticket.
  if (status === 403 && exchange.request.method !== 'GET') return undefined;
  const own = forms.flatMap((form) => ofSomeRun.exec(form)?.[0] ?? []);
  const shown = own.find((one) => !formsOf(saidIn(exchange)).some((said) => said.includes(one)));
  return shown === undefined ? undefined : [`"${shown}"`];
}
