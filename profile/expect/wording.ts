/** What each fault is in plain language, and what a client does about it. */
import { resolve, type Schema } from '../../contract/document.js';
import { fieldSchema } from '../../contract/fields.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { refusalCodes } from '../../contract/requirements.js';
import type { RefusalId, RequirementId } from '../../generated/requirements.js';
import type { FaultName } from '../../server/faults/named-faults.js';
import type { Parameters } from './contract-changes.js';
import { code, list, shown } from './text.js';

/** Words about one deviation. Code stands in backticks. */
export interface Words {
  /** The field or parameter that it is about, as code. */
  readonly about?: string;
  /** What comes, or what happens. Begins in lower case, and follows the names of the fields. */
  readonly what: string;
  /** What to do in a client. */
  readonly todo: string;
  /** Which of several things it is; the others with the same words are listed beside. */
  readonly one?: string;
  /** The requirement that says what it means for people. Default: the worst of those that it breaks. */
  readonly harm?: RequirementId;
}

export interface Told {
  readonly parameters: Parameters;
  readonly operation?: OperationId;
  readonly breaking?: RefusalId;
}

const typeWords: Readonly<Record<string, string>> = {
  text: 'a text',
  number: 'a number',
  fraction: 'a number with a fraction',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const takeBoth = 'Take the documented form as well: an update of the installation may bring it.';
const checkFirst = 'Check this before you send the request.';
const readAfter = 'Read the ticket after the request, and compare what matters.';
const tellAdministrator = 'Tell the administrator of the installation.';

const zeroOrOne = { what: '0 or 1, not true or false.', todo: `Read 0 as false and 1 as true. ${takeBoth}` };

const typesOf = (schema: Schema | undefined, field: string): unknown[] => {
  try {
    const { type, oneOf = [] } = resolve(schema ? fieldSchema(schema, field) : {});
    return [type, ...oneOf.map((option) => resolve(option).type)].flat().filter((one) => one !== undefined);
  } catch {
    return [];
  }
};
const isBoolean = (id: OperationId | undefined, field: string) =>
  id !== undefined && typesOf(operation(id).answerSchema, field).includes('boolean');
const takesSeveral = (id: OperationId | undefined, field: string) =>
  id !== undefined && typesOf(operation(id).requestSchema, field).length > 1;

const changesTickets = (id: OperationId | undefined) => id !== undefined && operation(id).method !== 'get';

const isPage = ({ type, body }: Parameters) => type.includes('html') && /^\s*</.test(body);
const isJson = ({ type }: Parameters) => type.includes('json');
const label = ({ type }: Parameters) => code(type.split(';')[0] ?? '');

/** An answer in the place of a refusal. */
function refusal({ parameters, breaking }: Told): Words {
  const { status, type, body, from } = parameters;
  const documented: readonly number[] = breaking ? refusalCodes(breaking) : [];
  const form = isJson(parameters)
    ? ''
    : isPage(parameters)
      ? ` and an HTML page`
      : ` and a text (${label(parameters)})`;
  if (status >= 200 && status < 300)
    return isPage(parameters) || /fatal error|exception/i.test(body)
      ? {
          what: `the request fails, and the answer is ${status} with an HTML page of the error.`,
          harm: 'errors/success-is-no-error',
          todo: 'Take an answer for a success only if it has the documented content type. A page means that the request failed: do not repeat it unchanged.',
        }
      : {
          what: `answered with ${status}, as a success, where the contract demands a refusal.`,
          todo: `Do not rely on the refusal. ${checkFirst}`,
        };
  const codes = status === undefined ? `the documented codes${from ? ` (${from.join(', ')})` : ''}` : String(status);
  const wrongCode = status !== undefined && !documented.includes(status);
  const advice = [
    ...(wrongCode && status >= 500 ? ['Do not repeat the request at this code: the mistake is in the request.'] : []),
    ...(wrongCode && status === 401
      ? ['At 401 read the message: the permission may be missing, and the key be right.']
      : []),
    ...(wrongCode && status < 500 && status !== 401 ? ['Handle this code like the documented one.'] : []),
    ...(isJson(parameters)
      ? []
      : ['Look at the content type before you read an error as JSON, and show it as text otherwise.']),
  ];
  const inPlace = wrongCode
    ? `not with ${documented.join(' or ')}`
    : `not with the error object (${code('application/json')})`;
  return {
    what: `refused with ${codes}${form}${type && breaking ? `, ${inPlace}` : ''}.`,
    todo: advice.join(' ') || 'Read the message.',
    harm: !wrongCode
      ? 'errors/json-content-type'
      : status >= 500
        ? 'errors/no-500-for-input'
        : 'errors/status-is-documented',
  };
}

const inField =
  (words: (parameters: Parameters) => Omit<Words, 'about'>) =>
  ({ parameters }: Told): Words => ({ about: code(parameters.field), ...words(parameters) });

const inParameter =
  (words: (parameters: Parameters) => Omit<Words, 'about'>) =>
  ({ parameters }: Told): Words => ({ about: code(parameters.parameter), ...words(parameters) });

export const wordings: Readonly<Record<FaultName, (told: Told) => Words>> = {
  'success-status': ({ parameters: { status }, operation: id }) => ({
    what: `a success is answered with ${status}${id ? `, not with ${operation(id).successStatus}` : ''}.`,
    todo: 'Take every code from 200 to 299 for a success, and look at the body.',
  }),
  'success-content-type': ({ parameters, operation: id }) => ({
    what: `a success is labelled ${label(parameters)}${id ? `, not ${documentedTypes(id)}` : ''}.`,
    todo: 'Read the body of a success as documented, whatever its label says.',
  }),
  'success-body': ({ parameters }) => ({
    what: `a success is answered with ${isPage(parameters) ? 'an HTML page' : 'another body'} (${label(parameters)}); what the contract documents does not come.`,
    todo: `Do not read the answer: use another operation for what it should tell. ${tellAdministrator}`,
  }),
  'refusal-status': refusalCode,
  'refusal-content-type': ({ parameters }) => ({
    what: `errors are labelled ${label(parameters)}, not ${code('application/json')}.`,
    todo: 'Read the body of an error as JSON, whatever its label says.',
  }),
  'refusal-body': refusal,
  'refusal-field': inField(({ value }) => ({
    what: value === undefined ? 'missing in errors.' : `always ${shown(value)} in errors.`,
    todo: 'Tell errors by their status code.',
  })),
  'text-before-json': ({ parameters: { text } }) => ({
    what:
      text === undefined ? 'a notice of PHP stands before all JSON.' : `a text stands before all JSON: ${shown(text)}.`,
    todo: 'Leave out everything before the first brace or bracket.',
  }),
  'digits-are-numbers': () => ({
    what: 'texts of digits come as numbers.',
    todo: 'Make a text of them before you compare.',
  }),
  'booleans-are-numbers': () => zeroOrOne,
  'field-type': ({ parameters: { field, type }, operation: id }) => ({
    about: code(field),
    ...(type === 'number' && isBoolean(id, field)
      ? zeroOrOne
      : { what: `${typeWords[type]}, not as documented.`, todo: takeBoth }),
  }),
  'field-missing': inField(() => ({
    what: 'missing in the answer.',
    todo: 'Do without it, or take it where it comes.',
  })),
  'field-value': inField(({ value }) => ({ what: `always ${shown(value)}.`, todo: 'Do not rely on it.' })),
  'field-renamed': inField(({ to }) => ({ what: `named ${code(to)} here.`, todo: takeBoth })),
  'field-words': inField(({ words }) => ({
    what: `other words: ${list(Object.entries(words).map(([of, here]) => `${shown(here)} for ${shown(of)}`))}.`,
    todo: `Translate them. ${takeBoth}`,
  })),
  'field-wrapped': inField(({ as }) => ({
    what: `an object; the documented value is its ${code(as)}.`,
    todo: `Read ${code(as)} of it. ${takeBoth}`,
  })),
  'list-longer': ({ parameters: { item } }) => ({
    what: `the list has an item that the contract does not allow: ${shown(item)}.`,
    todo: 'Expect words that are not documented, and pass over such items.',
  }),
  'refusal-header-missing': ({ parameters: { header } }) => ({
    what: `refused without the header ${code(header)}.`,
    todo: 'Take it from the contract, not from the answer.',
  }),
  'xml-text': ({ parameters: { text, to } }) => ({
    what: `in XML an element ${to === '' ? 'is empty' : `has ${code(to)}`} where the contract has ${code(text)}.`,
    todo: `Read ${to === '' ? 'an empty element' : code(to)} as ${code(text)} there, or ask for JSON.`,
  }),
  'xml-is-json': () => ({ what: 'the extension `.xml` gives JSON.', todo: 'Read it as JSON.' }),
  'xml-element-renamed': ({ parameters: { element, to } }) => ({
    what: `in XML the element ${code(element)} is named ${code(to)}.`,
    todo: takeBoth,
  }),
  'field-ignored': ({ parameters: { field, type }, operation: id }) => ({
    about: `${code(field)}${type && takesSeveral(id, field) ? ` (as ${typeWords[type] ?? 'a text'})` : ''}`,
    what: 'accepted and ignored.',
    todo: `Do not rely on it. ${readAfter}`,
  }),
  'username-ignored': inField(() => ({
    what: "an agent's username is accepted and ignored.",
    todo: "Send the agent's ID.",
  })),
  'value-refused': inField(({ values, status }) => ({
    what: `${list(values.map(shown))} is refused with ${status}.`,
    todo: 'Leave the field out, or send another value.',
  })),
  'characters-dropped': ({ parameters: { characters } }) => ({
    what: `these characters are left out of texts: ${code([...characters].join(' '))}.`,
    todo: 'Do not send them where they matter.',
  }),
  'field-refused': inField(({ status }) => ({
    what: `refused with ${status}, whatever its value.`,
    todo: 'Leave it out.',
  })),
  'parameter-ignored': inParameter(() => ({
    what: 'ignored.',
    todo: 'Do not rely on it: filter the answer yourself.',
  })),
  'parameter-cut': inParameter(() => ({
    what: 'a number with a fraction is cut to a whole one, not refused.',
    todo: 'Send whole numbers.',
  })),
  'parameter-refused': inParameter(({ status }) => ({ what: `refused with ${status}.`, todo: 'Leave it out.' })),
  'invalid-accepted': ({ parameters: { values }, operation: id }) => ({
    what: 'accepted, although the contract demands a refusal. What is wrong is ignored, or stored in another form.',
    todo: changesTickets(id) ? `${checkFirst} ${readAfter}` : checkFirst,
    ...(values ? { one: list(values.map(shown)) } : {}),
  }),
  'refused-but-done': () => ({
    what: 'refused, and carried out all the same, as far as it goes.',
    todo: 'Read the ticket after a refusal, before you send the request again.',
  }),
  'nothing-done': () => ({ what: 'answered like a success, and nothing is done.', todo: readAfter }),
  'stale-answers': () => ({
    what: 'each address is answered as it was the first time.',
    todo: 'Do not take an answer for the present state.',
  }),
  'key-not-required': () => ({
    what: 'requests without a valid key are served.',
    todo: `Send a valid key all the same: an update of the installation will ask for it. ${tellAdministrator} Everybody who reaches the address can do this.`,
  }),
  'permission-not-required': ({ parameters: { permission }, operation: id }) => ({
    what: `served, although it lacks ${id ? code(operation(id).permission) : 'the permission'}.`,
    todo: `Do not take a success for a sign that the key has the permission. ${tellAdministrator}`,
    one: permission ? `A key with ${code(permission)}` : 'Any valid key',
  }),
  'other-mistakes-first': ({ parameters: { status }, operation: id }) => ({
    what: `${id && operation(id).path.includes('umber}') ? 'about a ticket that does not exist, a' : 'a'} request is refused for its other mistakes before it is for its ${status === 401 ? 'key' : 'missing permission'} (${status}).`,
    todo: `Do not conclude from another code than ${status} that the key is right.`,
  }),
  'ticket-looked-up-first': () => ({
    what: 'a ticket that does not exist is answered with 404, whatever else is wrong with the request.',
    todo: 'Expect 404 before any other refusal.',
  }),
  'id-taken-for-number': () => ({
    what: 'where no ticket has the number, the ticket with this internal ID is taken.',
    todo: 'Never send an ID in the place of a number. Read the ticket first, and compare its `number`.',
  }),
  'time-kept': () => ({
    what: '`updated` stays as it was when a ticket is changed.',
    todo: 'Do not look for changes by `updated`: compare the fields.',
  }),
  delay: ({ parameters: { milliseconds = 1000 } }) => ({
    what: `answers come ${milliseconds} ms later.`,
    todo: 'Wait long enough before you give up.',
  }),
  'too-many-requests': ({ parameters: { status = 429 } }) => ({
    what: `a limit turns requests away with ${status}.`,
    todo: 'Wait as Retry-After says: seconds, or a date. Then send the request again.',
  }),
  'error-page': ({ parameters: { status = 502, after } }) => ({
    what: `a web page with ${status} comes in place of the answer${after === 'work' ? ', after the request was carried out' : ''}.`,
    todo: 'Read the ticket before you send the request again.',
  }),
  'slow-body': ({ parameters: { bytesPerSecond = 100 } }) => ({
    what: `the body of an answer comes with ${bytesPerSecond} bytes a second.`,
    todo: 'Wait for all of it, and not for the headers alone.',
  }),
  'connection-reset': ({ parameters: { after } }) => ({
    what: `the connection breaks ${after === 'work' ? 'after the request was carried out' : 'before the request is carried out'}.`,
    todo: 'Read the ticket before you send the request again.',
  }),
  'cut-answer': ({ parameters: { bytes = 10 } }) => ({
    what: `the connection breaks after ${bytes} bytes of the answer.`,
    todo: 'Do not use an answer that did not come whole.',
  }),
};

function refusalCode({ parameters: { status, from } }: Told): Words {
  return {
    what: `refused with ${status}${from ? `, not with ${from.join(' or ')}` : ', whatever is wrong'}.`,
    todo: status >= 500 ? 'Do not repeat the request at this code.' : 'Read the message, not the code alone.',
  };
}

const documentedTypes = (id: OperationId) => {
  const { responses, successStatus } = operation(id);
  return Object.keys(responses[successStatus] ?? {})
    .map(code)
    .join(' or ');
};
