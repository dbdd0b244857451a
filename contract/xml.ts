/**
 * The XML form of an answer, both ways. The shape is that of installations: root `response`, array items `item`,
 * null as an empty element (requirements formats/xml-*).
 *
 * XML has text only, so reading goes by the contract's schema: it says what is a number, a boolean, an array or null.
 */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { resolve, type Schema } from './document.js';
import { typesOf } from './fields.js';

const rootName = 'response';
const itemName = 'item';

const builder = new XMLBuilder({
  suppressEmptyNode: true,
  processEntities: true,
});

/** The characters that XML 1.0 cannot hold. */
const unholdable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text with U+FFFD in place of the characters that XML 1.0 cannot hold. */
export const holdable = (text: string): string => text.replaceAll(unholdable, '\uFFFD');

function toElements(value: unknown): unknown {
  if (value === null || value === undefined) return '';
  // A parser turns a bare carriage return into a line feed, so the line feed is written at once.
  if (typeof value === 'string') return holdable(value.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '' : { [itemName]: value.map(toElements) };
  const fields = Object.entries(value).filter(([key]) => elementName.test(key));
  return Object.fromEntries(fields.map(([key, item]) => [key, toElements(item)]));
}

/** What an element can be called, as far as it is a field's name; JSON has any text there. */
const elementName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** Writes a JSON value as XML. Characters that XML 1.0 cannot hold become U+FFFD; fields that no element can be called like are left out. */
export function encodeXml(value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [rootName]: toElements(value) })}\n`;
}

/** A way in which XML differs from the shape, without its content being lost. */
export interface XmlDeviation {
  rule: 'formats/xml-root-is-response' | 'formats/xml-items-are-item' | 'formats/xml-booleans';
  pointer: string;
  actual: string;
}

export interface DecodedXml {
  /** The value as the JSON answer would have it. A text that does not fit its schema stays a text. */
  value: unknown;
  deviations: XmlDeviation[];
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  // Numeric character references are among these, and PHP writes them.
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads XML by the schema of its JSON form.
 *
 * @throws Error that says where and why the text is no well-formed XML.
 */
export function decodeXml(text: string, schema: Schema): DecodedXml {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`line ${valid.err.line}, column ${valid.err.col}: ${valid.err.msg}`);
  const reason = unreadable(text);
  if (reason !== undefined) throw new Error(reason);
  const document = parser.parse(text) as Record<string, unknown>;
  const root = Object.keys(document).find((name) => name !== '#text') ?? '';
  const deviations: XmlDeviation[] = [];
  if (root !== rootName) deviations.push({ rule: 'formats/xml-root-is-response', pointer: '', actual: root });
  return { value: fromElements(document[root], schema, '', deviations), deviations };
}

/** A reference that XML knows without a definition: the five names, and numbers of characters that it can hold. */
const knownReference = /^(?:lt|gt|amp|quot|apos|#\d+|#x[\da-f]+)$/i;

/** What the validator passes and no reader of XML takes, in words: a character that XML cannot hold, or an unknown name. */
function unreadable(text: string): string | undefined {
  const raw = text.search(unholdable);
  if (raw >= 0) return `the character ${raw} is U+${hex(text.charCodeAt(raw))}, which XML cannot hold`;
  // What a document defines itself is not looked for.
  if (/<!DOCTYPE/i.test(text.slice(0, 1000))) return undefined;
  // In a part that is not to be read, a reference is none.
  for (const [, name = ''] of text.replaceAll(/<!\[CDATA\[.*?\]\]>|<!--.*?-->/gs, '').matchAll(/&([^;\s<&]*);/g)) {
    const [, digits] = /^#(x[\da-f]+|\d+)$/i.exec(name) ?? [];
    const code = digits === undefined ? undefined : Number(digits.replace(/^x/i, '0x'));
    const isHoldable =
      code === undefined || (code <= 0x10ffff && holdable(String.fromCodePoint(code)).codePointAt(0) === code);
    if (!knownReference.test(name) || !isHoldable) return `&${name}; stands for nothing that XML can hold`;
  }
  return undefined;
}

const hex = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');

const isElements = (content: unknown): content is Record<string, unknown> =>
  content !== null && typeof content === 'object';

function fromElements(content: unknown, given: Schema, pointer: string, deviations: XmlDeviation[]): unknown {
  const schema = resolve(given);
  const options = [schema, ...(schema.oneOf ?? []).map((option) => resolve(option))];
  const types = typesOf(schema);
  const text = isElements(content) ? undefined : String(content ?? '');

  if (types.includes('array')) {
    if (text !== undefined) return text.trim() === '' ? [] : text;
    return Object.entries(content as object).flatMap(([name, items]) => {
      if (name === '#text') return [];
      if (name !== itemName) deviations.push({ rule: 'formats/xml-items-are-item', pointer, actual: name });
      return [items]
        .flat()
        .map((item, index) => fromElements(item, schema.items ?? {}, `${pointer}/${index}`, deviations));
    });
  }
  if (text === undefined) {
    const object = options.find((option) => option.properties) ?? {};
    return Object.fromEntries(
      Object.entries(content as object)
        .filter(([name]) => name !== '#text')
        .map(([name, item]) => [
          name,
          fromElements(item, object.properties?.[name] ?? {}, `${pointer}/${name}`, deviations),
        ]),
    );
  }
  if (text === '' && types.includes('null')) return null;
  if (types.includes('boolean')) {
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    if (text === '') {
      deviations.push({ rule: 'formats/xml-booleans', pointer, actual: 'an empty element' });
      return false;
    }
  }
  if (types.includes('integer') && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
