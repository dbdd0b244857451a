/** The faults that can be named: in the profile of an installation, and on the command line. */
import { permissions } from '../../contract/keys.js';
import {
  contentType,
  errorContentType,
  errorJson,
  exampleReply,
  htmlPage,
  json,
  jsonValues,
  refusal,
  refusalStatus,
  status,
  success,
  textOf,
  xml,
} from './answer.js';
import { cut, delayed, errorPage, reset, slow, turnedAway } from './connection.js';
import { accepted, idForNumber, notDone, refusedButDone, stale, timeKept, usernameIgnored } from './effect.js';
import { errorReply, type FaultAnswer, reply, when } from './fault.js';
import { fixed, renamed, words, wrapped, wrongType, wrongTypes } from './field.js';
import { anyKeyDoes, keyIsOptional, keyWithDoes, otherMistakesFirst, ticketIsUnknown } from './key.js';
import { type NamedFault, named } from './parameters.js';
import { body, hasBody, ignoresValid, query, queryOf, refuses, refusesBody, request } from './request.js';

const code = { type: 'integer', minimum: 200, maximum: 599 } as const;
const codes = { type: 'array', items: code, minItems: 1, description: 'Only refusals with these codes' } as const;
const text = { type: 'string' } as const;
const word = { type: 'string', pattern: '^\\w+$' } as const;
const integer = { type: 'integer' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const rate = { type: 'integer', minimum: 1 } as const;
const moment = { enum: ['request', 'work'] as ['request', 'work'] };
/** As requirements name it: `thread[].id`. */
const field = { type: 'string', minLength: 1 } as const;
const anything = {} as const;
const object = { type: 'object' } as const;
const list = { type: 'array', minItems: 1 } as const;
const page = { type: text, body: text } as const;

const other = (answer: FaultAnswer, type: string, body: string, status = answer.status) => reply(status, type, body);

/** As PHP writes it where errors are shown. */
const notice =
  '<br />\n<b>Notice</b>:  Undefined index: staffId in <b>include/class.ticket.php</b> on line <b>412</b><br />\n';

const withoutHeader = (answer: FaultAnswer, name: string): FaultAnswer => {
  const { [name.toLowerCase()]: _, ...headers } = answer.headers;
  return { ...answer, headers };
};

const withoutCharacters = (sent: object, characters: string) =>
  Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      typeof value === 'string' ? [...value].filter((one) => !characters.includes(one)).join('') : value,
    ]),
  );

const digits = (value: unknown) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);
const booleans = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);

export const namedFaults = {
  'success-status': named('Successes have another status code.', { status: code }, {}, (to) => status(to.status)),
  'success-content-type': named('Successes have another content type.', { type: text }, {}, ({ type }) =>
    contentType(type),
  ),
  'success-body': named(
    'Successes have another body; without one the web page of a PHP error, with 200.',
    {},
    { ...page, status: code },
    ({ type = 'text/html', body: its, status: of }) =>
      success((answer) => (its === undefined ? htmlPage : other(answer, type, its, of))),
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
  'text-before-json': named('A text stands before all JSON: a notice of PHP.', {}, { text }, ({ text: its = notice }) =>
    textOf('application/json', (json) => its + json),
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
  'field-words': named(
    'A field of successes has other words, those of the contract by the ones in their place.',
    { field, words: object },
    {},
    (its) => words(its.field, its.words),
  ),
  'field-wrapped': named(
    'A field of successes is an object that has the value under this name, and other fields beside.',
    { field, as: text },
    { others: object },
    (its) => wrapped(its.field, its.as, its.others),
  ),
  'list-longer': named('The list that successes are has one more item.', { item: object }, {}, ({ item }) =>
    json((list) => (Array.isArray(list) ? [...list, item] : list)),
  ),
  'refusal-header-missing': named('Refusals lack a header.', { header: text }, {}, ({ header }) =>
    refusal((answer) => withoutHeader(answer, header)),
  ),
  'xml-text': named('Elements of XML with this text have another one.', { text, to: text }, {}, (its) =>
    xml((answer) => answer.replaceAll(`>${its.text}</`, `>${its.to}</`)),
  ),
  'xml-is-json': named('The extension .xml gives JSON.', {}, {}, () =>
    request((sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  'xml-element-renamed': named('An element of XML has another name.', { element: word, to: word }, {}, (wrong) =>
    xml((answer) => answer.replaceAll(new RegExp(`<(/?)${wrong.element}(/?)>`, 'g'), `<$1${wrong.to}$2>`)),
  ),
  'field-ignored': named(
    'A field of requests is ignored where its value is valid, and of this type.',
    { field: text },
    { type: { enum: ['string', 'number'] } },
    (its) => ignoresValid(its.field, its.type),
  ),
  'username-ignored': named(
    'A field of requests is ignored where its value is the username of an agent.',
    { field: text },
    {},
    (its) => usernameIgnored(its.field),
  ),
  'value-refused': named(
    'Requests in which a field has one of these values are refused.',
    { field: text, values: list, ...page, status: code },
    {},
    (its) =>
      when(
        hasBody((body) => its.values.includes(body[its.field])),
        async () => reply(its.status, its.type, its.body),
      ),
  ),
  'characters-dropped': named('These characters are left out of texts in requests.', { characters: text }, {}, (its) =>
    body((sent) => withoutCharacters(sent, its.characters)),
  ),
  'field-refused': named('Requests with this field are refused.', { field: text, status: code }, {}, (its) =>
    refusesBody((body) => its.field in body, its.status),
  ),
  'parameter-ignored': named('A parameter of the query is ignored.', { parameter: text }, {}, ({ parameter }) =>
    query((sent) => ({ ...sent, [parameter]: undefined })),
  ),
  'parameter-cut': named('A number in the query is cut to an integer.', { parameter: text }, {}, ({ parameter }) =>
    query((sent) => ({ ...sent, [parameter]: sent[parameter]?.replace(/^(-?\d+)\..*$/, '$1') })),
  ),
  'parameter-refused': named('Queries with this parameter are refused.', { parameter: text, status: code }, {}, (its) =>
    refuses((sent) => its.parameter in queryOf(sent), its.status),
  ),
  'invalid-accepted': named(
    'What must be refused is accepted: what is wrong is ignored, what is missing made up. With values: only where the field has one of them.',
    {},
    { field: text, values: list },
    ({ field: name, values }) =>
      name && values
        ? when(
            hasBody((sent) => values.includes(sent[name])),
            accepted(),
          )
        : accepted(),
  ),
  'refused-but-done': named('What is refused is carried out all the same, as far as it goes.', {}, {}, () =>
    refusedButDone(),
  ),
  'nothing-done': named("Nothing is carried out, and the contract's example answered.", {}, {}, () =>
    notDone(exampleReply),
  ),
  'stale-answers': named('Each address is answered as it was the first time.', {}, {}, () => stale),
  'key-not-required': named('Requests without a valid key are served.', {}, {}, () => keyIsOptional),
  'permission-not-required': named(
    'Any valid key may do everything; with a permission: any that has this one.',
    {},
    { permission: { enum: [...permissions] } },
    ({ permission }) => (permission ? keyWithDoes(permission) : anyKeyDoes),
  ),
  'other-mistakes-first': named(
    'A request about a ticket that there is not, which is refused with this code for its key, is refused for its other mistakes first.',
    { status: code },
    {},
    // Of one that there is, a valid request would be carried out.
    ({ status: of }) => when(ticketIsUnknown, otherMistakesFirst(of)),
  ),
  'ticket-looked-up-first': named(
    'A request about a ticket that there is not is refused with 404, whatever else is wrong with it.',
    {},
    {},
    () =>
      when(ticketIsUnknown, async (sent, forward) => {
        const answer = await forward(sent);
        return [401, 403].includes(answer.status) ? answer : errorReply(404);
      }),
  ),
  'id-taken-for-number': named(
    'Where no ticket has a number, the one with this internal ID is taken.',
    {},
    {},
    () => idForNumber,
  ),
  'time-kept': named('Changes leave the time of the last change as it was.', {}, {}, () => timeKept),
  delay: named(
    'Requests are answered later: by so many milliseconds (1000), or by a random number of them up to another.',
    {},
    { milliseconds: count, upTo: count, seed: integer },
    ({ milliseconds = 1000, upTo, seed }) => delayed(milliseconds, upTo, seed),
  ),
  'too-many-requests': named(
    'A limit turns requests away with 429 (or another code) and Retry-After: seconds (1), as such or as a date. With allowed: only those beyond so many in that time.',
    {},
    { retryAfter: count, as: { enum: ['seconds', 'date'] }, status: code, allowed: count },
    ({ retryAfter = 1, as = 'seconds', status: of = 429, allowed = 0 }) =>
      turnedAway({ status: of, retryAfter, as, allowed }),
  ),
  'error-page': named(
    'The web page of a proxy or web server stands in place of the answer, with 502 or another code: before the request is carried out, or after it.',
    {},
    { status: code, after: moment },
    ({ status: of = 502, after = 'request' }) => errorPage(of, after),
  ),
  'connection-reset': named(
    'The connection breaks before the request is carried out, or after it.',
    {},
    { after: moment },
    ({ after = 'request' }) => reset(after),
  ),
  'cut-answer': named('The connection breaks after some bytes of the answer (10).', {}, { bytes: count }, (its) =>
    cut(its.bytes ?? 10),
  ),
  'slow-body': named(
    'The body of answers comes slowly: so many bytes a second (100).',
    {},
    { bytesPerSecond: rate },
    (its) => slow(its.bytesPerSecond ?? 100),
  ),
} satisfies Record<string, NamedFault>;

export type FaultName = keyof typeof namedFaults;
