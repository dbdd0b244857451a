/** The faults that can be named: in the profile of an installation, and on the command line. */
import {
  contentType,
  errorContentType,
  errorJson,
  exampleReply,
  jsonValues,
  refusal,
  refusalStatus,
  status,
  success,
  textOf,
  xml,
} from './answer.js';
import { cut, delayed, reset } from './connection.js';
import { accepted, notDone, refusedButDone, stale } from './effect.js';
import { type FaultAnswer, reply } from './fault.js';
import { fixed, renamed, wrongType, wrongTypes } from './field.js';
import { anyKeyDoes, keyIsOptional } from './key.js';
import { type NamedFault, named } from './parameters.js';
import { ignores, query, queryOf, refuses, refusesBody, request } from './request.js';

const code = { type: 'integer', minimum: 200, maximum: 599 } as const;
const codes = { type: 'array', items: code, minItems: 1, description: 'Only refusals with these codes' } as const;
const text = { type: 'string' } as const;
const word = { type: 'string', pattern: '^\\w+$' } as const;
const count = { type: 'integer', minimum: 0 } as const;
/** As requirements name it: `thread[].id`. */
const field = { type: 'string', minLength: 1 } as const;
const anything = {} as const;
const page = { type: text, body: text } as const;

const other = (answer: FaultAnswer, type: string, body: string, status = answer.status) => reply(status, type, body);

const digits = (value: unknown) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);
const booleans = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);

export const namedFaults = {
  'success-status': named('Successes have another status code.', { status: code }, {}, (to) => status(to.status)),
  'success-content-type': named('Successes have another content type.', { type: text }, {}, ({ type }) =>
    contentType(type),
  ),
  'success-body': named('Successes have another body, such as a web page.', page, { status: code }, (to) =>
    success((answer) => other(answer, to.type, to.body, to.status)),
  ),
  'refusal-status': named('Refusals have another status code.', { status: code }, { from: codes }, (to) =>
    refusalStatus(to.status, to.from),
  ),
  'refusal-content-type': named('Refusals have another content type.', { type: text }, {}, ({ type }) =>
    errorContentType(type),
  ),
  'refusal-body': named('Refusals have another body, such as a web page.', page, { status: code, from: codes }, (to) =>
    refusal((answer) => other(answer, to.type, to.body, to.status), to.from),
  ),
  'refusal-field': named(
    'A field of refusals has another value; without a value it is missing.',
    { field: text },
    { value: anything },
    ({ field: name, value }) => errorJson((body) => ({ ...body, [name]: value })),
  ),
  'text-before-json': named('A text, such as a notice of PHP, stands before all JSON.', { text }, {}, (before) =>
    textOf('application/json', (json) => before.text + json),
  ),
  'digits-are-numbers': named('Texts of digits are numbers in all JSON.', {}, {}, () => jsonValues(digits)),
  'booleans-are-numbers': named('Booleans are 0 and 1 in all JSON.', {}, {}, () => jsonValues(booleans)),
  'field-type': named('A field of successes has another type.', { field, type: { enum: wrongTypes } }, {}, (wrong) =>
    wrongType(wrong.field, wrong.type),
  ),
  'field-missing': named('A field of successes is missing.', { field }, {}, (missing) => fixed(missing.field)),
  'field-value': named('A field of successes always has this value.', { field, value: anything }, {}, (wrong) =>
    fixed(wrong.field, wrong.value),
  ),
  'field-renamed': named('A field of successes has another name.', { field, to: text }, {}, (wrong) =>
    renamed(wrong.field, wrong.to),
  ),
  'xml-is-json': named('The extension .xml gives JSON.', {}, {}, () =>
    request((sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  'xml-element-renamed': named('An element of XML has another name.', { element: word, to: word }, {}, (wrong) =>
    xml((answer) => answer.replaceAll(new RegExp(`<(/?)${wrong.element}(/?)>`, 'g'), `<$1${wrong.to}$2>`)),
  ),
  'field-ignored': named('A field of requests is ignored.', { field: text }, {}, (its) => ignores(its.field)),
  'field-refused': named('Requests with this field are refused.', { field: text, status: code }, {}, (its) =>
    refusesBody((body) => its.field in body, its.status),
  ),
  'parameter-ignored': named('A parameter of the query is ignored.', { parameter: text }, {}, ({ parameter }) =>
    query((sent) => ({ ...sent, [parameter]: undefined })),
  ),
  'parameter-refused': named('Queries with this parameter are refused.', { parameter: text, status: code }, {}, (its) =>
    refuses((sent) => its.parameter in queryOf(sent), its.status),
  ),
  'invalid-accepted': named(
    'What must be refused is accepted: what is wrong is ignored, what is missing made up.',
    {},
    {},
    () => accepted(),
  ),
  'refused-but-done': named('What is refused is carried out all the same, as far as it goes.', {}, {}, () =>
    refusedButDone(),
  ),
  'nothing-done': named("Nothing is carried out, and the contract's example answered.", {}, {}, () =>
    notDone(exampleReply),
  ),
  'stale-answers': named('Each address is answered as it was the first time.', {}, {}, () => stale),
  'key-not-required': named('Requests without a valid key are served.', {}, {}, () => keyIsOptional),
  'permission-not-required': named('Any valid key may do everything.', {}, {}, () => anyKeyDoes),
  delay: named('Requests are answered later.', { milliseconds: count }, {}, ({ milliseconds }) =>
    delayed(milliseconds),
  ),
  'connection-reset': named(
    'The connection breaks before the request is carried out, or after it.',
    { after: { enum: ['request', 'work'] } },
    {},
    ({ after }) => reset(after),
  ),
  'cut-answer': named('The connection breaks after some bytes of the answer.', { bytes: count }, {}, ({ bytes }) =>
    cut(bytes),
  ),
} satisfies Record<string, NamedFault>;

export type FaultName = keyof typeof namedFaults;
