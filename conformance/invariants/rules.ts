/** What the general requirements say of every answer: each is a predicate over one. */
import { operation } from '../../contract/operations.js';
import { decodeXml } from '../../contract/xml.js';
import type { RequirementId } from '../../generated/requirements.js';
import { show } from '../client/show.js';
import { contentShown, hasContent } from './content.js';
import { internalsShown } from './internals.js';
import { documentedType, isError, isSuccessCode } from './kinds.js';
import { ofText, type Rule, unless } from './rule.js';
import type { Subject } from './subject.js';

const typeOf = ({ headers }: Subject['response']) => headers['content-type'] ?? '';

/** An error that the API itself gives to a request at one of its addresses, as JSON; nothing where it is no object. */
function errorObject({ answer }: Subject): { error?: unknown; message?: unknown } | undefined {
  const { json } = answer;
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : undefined;
}

const ofError = (rule: (subject: Subject) => ReturnType<Rule>): Rule =>
  ofText((subject) => (isError(subject) && subject.addressed ? rule(subject) : undefined));

/** A success in a format that was asked for and documented, and whose body is no error. */
const ofSuccess = (type: string, rule: (subject: Subject & { text: string }) => ReturnType<Rule>): Rule =>
  ofText((subject) => {
    const applies = isSuccessCode(subject) && subject.addressed && documentedType(subject) === type;
    return applies && !subject.answer.isErrorAsSuccess ? rule(subject) : undefined;
  });

/**
 * The encoding that XML in UTF-8 claims to have, where that is another one and nothing else tells a reader: the content type
 * would be stronger. Without characters beyond ASCII it makes no difference.
 */
function otherEncodingSaid(response: Subject['response']): string | undefined {
  if (!('text' in response.body) || /charset/i.test(typeOf(response))) return undefined;
  const { text } = response.body;
  const [, said = 'UTF-8'] = /^\ufeff?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(text) ?? [];
  return /^utf-?8$/i.test(said) || !/[^\x00-\x7f]/.test(text) ? undefined : said;
}

/** What stands for a key that was in an answer (see client/redaction.ts). */
const keyInIt = /<key [\w-]+>/;

export const rules = {
  'formats/readable-to-its-end': ({ response: { unreadable } }) =>
    unless(!unreadable, 'an answer that can be read to its end', () => unreadable?.text ?? ''),

  'formats/no-bom': ({ response }) =>
    /xml/i.test(typeOf(response)) || !('text' in response.body)
      ? undefined
      : unless(
          !response.body.text.startsWith('\ufeff'),
          'an answer that begins with its first character',
          () => 'a byte order mark (EF BB BF) first',
        ),

  'formats/valid-utf8': ({ response }) => {
    if (response.unreadable || !/\b(json|xml|text\/plain)\b/i.test(typeOf(response))) return undefined;
    const { base64 } = response.body;
    if (base64 !== undefined) {
      const actual = `bytes that are none; in Base64, with those around: ${base64}`;
      return { expected: 'valid UTF-8', actual };
    }
    const said = otherEncodingSaid(response);
    return unless(said === undefined, 'XML that says no other encoding than UTF-8', () => `UTF-8 that says ${said}`);
  },

  'formats/json-on-json-extension': ofSuccess('application/json', ({ answer }) => {
    if (answer.json === undefined) return { expected: 'JSON', actual: answer.summary };
    const type = answer.contentType;
    return unless(type === 'application/json', 'application/json', () => type || 'no content type');
  }),

  'formats/xml-on-xml-extension': ofSuccess('application/xml', ({ answer, text, operation: id }) => {
    try {
      decodeXml(text, operation(id).answerSchema ?? {});
    } catch (error) {
      return { expected: 'well-formed XML', actual: `${(error as Error).message}: ${answer.summary}` };
    }
    const type = answer.contentType;
    const isXml = ['application/xml', 'text/xml'].includes(type);
    return unless(isXml, 'application/xml or text/xml', () => type || 'no content type');
  }),

  'searchTickets/each-ticket-once': ofSuccess('application/json', ({ operation: id, answer: { content } }) => {
    if (id !== 'searchTickets' || !Array.isArray(content)) return undefined;
    const numbers = content.map((row: { number?: unknown } | null) => row?.number).filter((one) => one !== undefined);
    const twice = numbers.findIndex((number, at) => numbers.indexOf(number) !== at);
    return unless(twice < 0, 'each ticket once', () => `ticket ${show(numbers[twice])} more than once`);
  }),

  'errors/standard-object': ofError((subject) => {
    const body = errorObject(subject);
    const holds = body !== undefined && 'error' in body && 'message' in body;
    return unless(holds, 'a JSON object with error and message', () => subject.answer.summary);
  }),

  'errors/error-is-true': ofError((subject) => {
    const body = errorObject(subject);
    return body && unless(body.error === true, 'true', () => show(body.error), '/error');
  }),

  'errors/message-is-text': ofError((subject) => {
    const body = errorObject(subject);
    const isText = typeof body?.message === 'string' && body.message.trim() !== '';
    return body && unless(isText, 'a text', () => show(body.message), '/message');
  }),

  'errors/json-content-type': ofError(({ answer }) =>
    unless(
      answer.contentType === 'application/json',
      'application/json',
      () => answer.contentType || 'no content type',
    ),
  ),

  'errors/status-is-documented': ({ operation: id, addressed, answer, text }) => {
    // The code of an error that says "success" is a matter of another requirement.
    if (!addressed || (text !== undefined && answer.isErrorAsSuccess)) return undefined;
    const documented = Object.keys(operation(id).responses).map(Number);
    return unless(documented.includes(answer.status), `one of ${documented.join(', ')}`, () => answer.summary);
  },

  'errors/success-is-no-error': ofText((subject) =>
    isSuccessCode(subject) && subject.addressed
      ? unless(
          !subject.answer.isErrorAsSuccess,
          'a success, or an error with an error code',
          () => subject.answer.summary,
        )
      : undefined,
  ),

  'errors/shows-no-internals': ofText((subject) => {
    const found = internalsShown(subject, subject.text);
    return unless(found === undefined, 'nothing of how the server is built', () => `"${found}"`);
  }),

  'auth/refused-without-content': ofText((subject) => {
    const { operation: id, answer, text } = subject;
    if ((answer.status !== 401 && answer.status !== 403) || !hasContent(id)) return undefined;
    const found = contentShown(subject, text);
    return unless(
      found === undefined,
      'an error and nothing of what was asked for',
      () => `${answer.status} with ${found?.join(', ')}`,
    );
  }),

  'auth/key-never-in-an-answer': ofText(({ text, response: { headers } }) =>
    unless(
      !keyInIt.test(text) && !Object.values(headers).some((value) => keyInIt.test(value)),
      'no key in the answer',
      () => 'the key is in the answer',
    ),
  ),
} as const satisfies Partial<Record<RequirementId, Rule>>;

export type GeneralInvariant = keyof typeof rules;
