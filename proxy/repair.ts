/**
 * Mends an answer where the contract leaves one way only: a value that can mean one thing, the type and the code that it
 * documents, its error object. What it cannot know it leaves as it is.
 */
import { STATUS_CODES } from 'node:http';
import type { Exchange } from '../conformance/client/exchange.js';
import { understood } from '../conformance/client/understood.js';
import { internalsShown } from '../conformance/invariants/internals.js';
import { documentedType, isError, isSuccessCode } from '../conformance/invariants/kinds.js';
import type { Address } from '../conformance/invariants/operation-of.js';
import { type Subject, subjectOf } from '../conformance/invariants/subject.js';
import { type Operation, operation } from '../contract/operations.js';
import { refusalCodes } from '../contract/requirements.js';
import { validator } from '../contract/validators.js';
import { decodeXml, encodeXml } from '../contract/xml.js';
import { requestFaults } from '../traffic/request-faults.js';
import { differences } from './differences.js';

/** An answer as it should have been. */
export interface Repaired {
  status: number;
  type: string;
  text: string;
  /** What was mended: `/isOverdue`, `content type`, `status`. */
  mended: string[];
}

/** @param exchange with the whole answer as it came, unpacked and with nothing hidden */
export function repair(exchange: Exchange, address: Address): Repaired | undefined {
  const subject = subjectOf(exchange, address);
  if (!subject || subject.text === undefined || !subject.addressed) return undefined;
  const whole = subject as Subject & { text: string };
  const repaired =
    isError(whole) || whole.answer.isErrorAsSuccess
      ? errorOf(whole, address)
      : isSuccessCode(whole)
        ? successOf(whole, operation(whole.operation))
        : undefined;
  return repaired && told(whole, repaired);
}

type New = Omit<Repaired, 'mended'> & { places: string[] };

/** @returns nothing where nothing is another */
function told({ response, answer }: Subject, { places, ...now }: New): Repaired | undefined {
  const came = 'text' in response.body ? response.body.text : '';
  const mended = [
    ...(now.status === response.status ? [] : ['status']),
    ...(mediaType(now.type) === answer.contentType ? [] : ['content type']),
    ...(now.text === came ? [] : places.length > 0 ? places : ['body']),
  ];
  return mended.length === 0 ? undefined : { ...now, mended };
}

const mediaType = (type: string) => type.split(';')[0] ?? '';

/** A type with the charset that the answer named. */
const withCharset = (type: string, given = '') => `${type}${/;\s*charset=[^;]+/i.exec(given)?.[0] ?? ''}`;

function successOf(subject: Subject & { text: string }, { answerSchema, responses, successStatus }: Operation) {
  const { response, answer, text } = subject;
  const documented = documentedType(subject);
  if (documented === undefined) return undefined;
  const status = responses[response.status] ? response.status : successStatus;
  const type = withCharset(documented, response.headers['content-type']);
  const as = (body: string, places: string[] = []): New => ({ status, type, text: body, places });
  if (documented === 'application/json' && answerSchema) {
    const json = answer.json ?? jsonAtTheEnd(text);
    if (json === undefined) return undefined;
    const meant = understood(answerSchema, json);
    const places = differences(json, meant);
    return as(places.length > 0 || answer.json === undefined ? JSON.stringify(meant) : text, places);
  }
  if (documented === 'application/xml' && answerSchema) return ofXml(subject, answerSchema, as);
  const schema = responses[successStatus]?.[documented]?.schema;
  const isWhatItSays = schema !== undefined && validator(schema)(text.trim());
  return isWhatItSays ? as(text.trim()) : undefined;
}

/** What PHP writes before JSON is a warning to its administrator. */
function jsonAtTheEnd(text: string): unknown {
  const [, end = ''] = /^[^{[]*[\s>]([[{].*)$/s.exec(text) ?? [];
  try {
    return JSON.parse(end);
  } catch {
    return undefined;
  }
}

function ofXml(
  { text }: Subject & { text: string },
  schema: NonNullable<Operation['answerSchema']>,
  as: (body: string, places?: string[]) => New,
): New | undefined {
  try {
    const { value, deviations } = decodeXml(text, schema);
    const meant = understood(schema, value);
    const places = [...deviations.map(({ pointer }) => pointer), ...differences(value, meant)];
    if (places.length === 0) return as(text);
    // What the schema does not know may not survive being read and written.
    if (elements(encodeXml(value)) !== elements(text)) return undefined;
    return as(encodeXml(meant), places);
  } catch {
    return undefined;
  }
}

const elements = (xml: string) => xml.match(/<[\p{L}_]/gu)?.length;

function errorOf(subject: Subject & { text: string }, address: Address): New | undefined {
  const { response, answer, text } = subject;
  const status = isError(subject) ? codeOf(subject, address) : (codeOfFailure(subject, address) ?? response.status);
  // A success that is an error, of which nobody knows which.
  if (status < 400) return undefined;
  const { json } = answer;
  const given = json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {};
  const message = messageOf(subject, given, status);
  const body = { ...given, error: true, message };
  const type = withCharset('application/json', response.headers['content-type']);
  const places = json === undefined ? [] : differences(json, body);
  return { status, type, text: json !== undefined && places.length === 0 ? text : JSON.stringify(body), places };
}

/** An error of the server that a wrong request caused is a refusal of that request. */
function codeOf({ exchange, response: { status } }: Subject, address: Address): number {
  const isWrong = status >= 500 && status !== 501 && requestFaults(exchange, address).length > 0;
  return isWrong ? refusalCodes('errors/no-500-for-input')[0] : status;
}

/** Nothing where an error that has the code of a success may be any. */
function codeOfFailure(subject: Subject & { text: string }, address: Address): number | undefined {
  if (requestFaults(subject.exchange, address).length > 0) return refusalCodes('errors/no-500-for-input')[0];
  return internalsShown(subject, subject.text) === undefined ? undefined : 500;
}

function messageOf(subject: Subject & { text: string }, given: object, status: number): string {
  const { message, error } = given as { message?: unknown; error?: unknown };
  const said = [message, error, subject.answer.json, subject.answer.isHtml ? undefined : subject.text];
  const text = said.find((one): one is string => typeof one === 'string' && one.trim() !== '')?.trim();
  const usual = STATUS_CODES[status] ?? 'Error';
  return text === undefined || internalsShown(subject, text) !== undefined ? usual : text;
}
