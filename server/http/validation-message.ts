/** Turns what express-openapi-validator reports into a sentence for the caller. */

import { resolve, type Schema } from '../../contract/document.js';
import type { Operation } from '../../contract/operations.js';
import { demandsRefusal, requirements } from '../../contract/requirements.js';
import type { RefusalId } from '../../generated/requirements.js';
import { Refusal } from './refusal.js';

interface ValidationError {
  readonly status: number;
  readonly message: string;
  readonly errors: readonly FieldError[];
}

interface FieldError {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

/** Whether the validator says so of a request, rather than failing itself. */
function isValidationError(error: unknown): error is ValidationError {
  return error instanceof Error && 'status' in error && 'errors' in error && Array.isArray(error.errors);
}

/** A Refusal for an error of the validator; any other error as it is. @param body the request's, where it has one */
export function refusalOf(error: unknown, operation: Operation, body: unknown): unknown {
  if (!isValidationError(error)) return error;
  const sent = Object.keys(Object(body));
  const sentences = [...new Set(ofName(ofMeantForm(error.errors)).map((one) => sentence(one, operation, sent)))];
  return new Refusal({
    requirement: requirementOf(error.errors[0]?.path ?? '', operation),
    message: sentences.join(' ') || error.message,
  });
}

const keywordOf = ({ errorCode = '' }: Pick<FieldError, 'errorCode'>) => errorCode.replace('.openapi.validation', '');

/**
 * Of a value that may have several forms (`oneOf`), the validator says what is wrong with it as each of them. The form
 * that has its type is the one that was meant; where none has, it is said once which types there are.
 */
function ofMeantForm(errors: readonly FieldError[]): readonly FieldError[] {
  const forms = errors.filter((one) => keywordOf(one) !== 'oneOf');
  const [first] = forms;
  if (first === undefined || forms.length === errors.length) return errors;
  const meant = forms.filter((one) => keywordOf(one) !== 'type');
  const types = forms.map(({ message }) => message.replace('must be ', ''));
  return meant.length > 0 ? meant : [{ ...first, message: `must be ${types.join(' or ')}` }];
}

/** Of a wrong file name, what is wrong with it is said in one sentence. */
function ofName(errors: readonly FieldError[]): readonly FieldError[] {
  const name = errors.find((one) => keywordOf(one) === 'propertyNames');
  return name ? [name] : errors;
}

/** Formats for people. */
const formatWords: Readonly<Record<string, string>> = { email: 'an e-mail address', ip: 'an IP address' };

function sentence(
  { path, message, errorCode = '' }: FieldError,
  operation: Operation,
  sent: readonly string[],
): string {
  const [where, ...steps] = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const field = steps
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
  const name = where === 'params' && field === 'format' ? 'The extension of the URL' : field || 'The body';
  const keyword = keywordOf({ errorCode });
  if (message.startsWith('Unknown query parameter')) return `${name} is not a parameter of this operation.`;
  switch (keyword) {
    case 'required':
      return `${name} is required${spelt(name, sent, (other) => `: ${other} is another name`)}.`;
    case 'additionalProperties': {
      const fields = Object.keys(schemaOf('body', [], operation)?.properties ?? {});
      return `${name} is not a field of this operation${spelt(name, fields, (other) => `: ${other} is`)}.`;
    }
    case 'propertyNames':
      return `${name}: ${(schemaOf(where ?? '', steps, operation)?.['propertyNames'] as Schema | undefined)?.['description']}`;
    case 'minProperties':
    case 'maxProperties':
      return `${name} must have one field and no other${exampleOf(where ?? '', steps, operation)}.`;
    case 'pattern':
    case 'format': {
      const { format = '', examples = [] } = schemaOf(where ?? '', steps, operation) ?? {};
      const words = formatWords[String(format)];
      if (words) return `${name} must be ${words}, such as ${examples[0]}.`;
      return `${name} does not match the required format. ${descriptionOf(where ?? '', steps, operation)}`.trim();
    }
    default:
      return `${name} ${message}.`;
  }
}

/** What the contract says about a field. */
function descriptionOf(where: string, steps: readonly string[], operation: Operation): string {
  const text = schemaOf(where, steps, operation)?.['description'];
  return typeof text === 'string' ? (text.split('\n')[0] ?? '') : '';
}

/** What to say of another name that is the same but for case, `_` and `-`; nothing where there is none. */
function spelt(name: string, others: readonly string[], say: (other: string) => string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_-]/g, '');
  const other = others.find((one) => one !== name && plain(one) === plain(name));
  return other === undefined ? '' : say(other);
}

/** What the contract shows of an item of a list: `, such as {"a.png":"data:…"}`. */
function exampleOf(where: string, steps: readonly string[], operation: Operation): string {
  const [items] = schemaOf(where, steps.slice(0, -1), operation)?.examples ?? [];
  return Array.isArray(items) ? `, such as ${JSON.stringify(items[0])}` : '';
}

function schemaOf(where: string, steps: readonly string[], operation: Operation): Schema | undefined {
  let schema: Schema | undefined = where === 'body' ? operation.requestSchema : undefined;
  for (const step of steps) {
    const at: Schema | undefined = schema && resolve(schema);
    const further: Schema | boolean | undefined = at?.properties?.[step] ?? at?.items ?? at?.additionalProperties;
    schema = typeof further === 'object' ? further : undefined;
  }
  return schema && resolve(schema);
}

/** The requirement that refuses a wrong value of the field with 400; it gives the status, and stands in the log. */
function requirementOf(path: string, operation: Operation): RefusalId {
  const field = path.split('/')[2];
  const own = operation.sameAs ?? operation.id;
  const found = requirements.find((one) => one.operationId === own && one.field === field && one.status?.[0] === 400);
  // What is no field of the contract has no requirement of its own.
  return field !== undefined && found && demandsRefusal(found.id) ? found.id : 'errors/no-500-for-input';
}
