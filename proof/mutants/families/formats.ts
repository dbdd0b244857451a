/** The formats broken, at every operation. */
import { operations } from '../../../contract/operations.js';
import { encodeXml } from '../../../contract/xml.js';
import { contentType, json, jsonText, success, xml, xmlContentType } from '../../../server/faults/answer.js';
import { cut } from '../../../server/faults/connection.js';
import { both, errorReply, type Fault, type FaultAnswer } from '../../../server/faults/fault.js';
import { body, type Json, query, request, storedAs } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { inXml } from '../from-the-reference/pieces.js';
import { topmostParent } from './sequences.js';

const jsonForXml = success(async (answer, sent, { ask }) =>
  answer.headers['content-type']?.startsWith('application/xml')
    ? { ...answer, body: (await ask('GET', sent.url.replace('.xml', '.json'))).body }
    : answer,
);

const bom = Buffer.from([0xef, 0xbb, 0xbf]);

/** The last element that has no other in it. */
const lastLeaf = /<(\w+)>([^<]*)<\/\1>(?!.*<(\w+)>[^<]*<\/\3>)/s;

/** A text without what Latin-1 does not have. */
const latin1 = (value: unknown) => (typeof value === 'string' ? value.replaceAll(/[^\u0000-\u00FF]/g, '?') : value);
const latin1Fields = (row: Json) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, latin1(value)]));
const eachText =
  (change: (text: string) => string) =>
  (sent: Json): Json =>
    Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
    );
const nullElement = /<(parent|topic|staff|closed)\/>/g;

const trimmed = (entry: Json): Json => ({ ...entry, body: String(entry.body).trim() });
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Changes the bytes of every answer. */
const bytes =
  (change: (body: Buffer, headers: FaultAnswer['headers']) => Partial<FaultAnswer>): Fault =>
  async (sent, forward) => {
    const answer = await forward(sent);
    return { ...answer, ...change(answer.body, answer.headers) };
  };

const saysLatin1 = both(
  xmlContentType('application/xml'),
  xml((text) => text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')),
);

/** A request at one extension is served as one at the other, where the client says that it takes this content type. */
const acceptIsStronger = (type: string, extension: string, other: string): Fault =>
  request((sent) =>
    sent.headers.accept?.startsWith(type) ? { ...sent, url: sent.url.replace(`.${extension}`, `.${other}`) } : sent,
  );

const nested = Buffer.from(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);

export const formats: Row[] = [
  [
    'formats/readable-to-its-end',
    'what is not packed is said to be',
    bytes((_, headers) => ({ headers: { ...headers, 'content-encoding': 'gzip' } })),
  ],
  [
    'formats/readable-to-its-end',
    'answers break off',
    cut(3),
    { of: operations.filter(({ method }) => method === 'get').map(({ id }) => id) },
  ],
  [
    'formats/readable-to-its-end',
    'JSON is nested 5,000 levels deep',
    bytes(() => ({ body: nested })),
    { of: ['searchTickets'] },
  ],
  ['formats/no-bom', 'a BOM stands before every answer', bytes((body) => ({ body: Buffer.concat([bom, body]) }))],
  [
    'formats/valid-utf8',
    'a byte that is no character ends every answer',
    bytes((body) => ({ body: Buffer.concat([body, Buffer.from([0x20, 0xff])]) })),
  ],
  [
    'formats/valid-utf8',
    'XML in UTF-8 says that it is in Latin-1',
    saysLatin1,
    { of: ['getTicket', 'listChildTickets'] },
  ],
  ['formats/json-on-json-extension', 'JSON is sent as text/html', contentType('text/html')],
  ['formats/json-on-json-extension', 'XML is sent in place of JSON', jsonText((text) => encodeXml(JSON.parse(text)))],
  [
    'formats/json-on-json-extension',
    'a PHP warning stands before the JSON',
    jsonText((text) => `Warning: Undefined index\n${text}`),
  ],
  [
    'formats/json-on-json-extension',
    'Accept: application/xml is stronger than .json',
    acceptIsStronger('application/xml', 'json', 'xml'),
    { of: ['getTicket', 'getParentTicket', 'listChildTickets', 'downloadAttachment'] },
  ],
  [
    'formats/xml-on-xml-extension',
    'Accept: application/json is stronger than .xml',
    acceptIsStronger('application/json', 'xml', 'json'),
  ],
  ['formats/xml-on-xml-extension', 'XML is sent as text/html', xmlContentType('text/html')],
  ['formats/xml-on-xml-extension', 'JSON is sent in place of XML', jsonForXml],
  ['formats/xml-on-xml-extension', 'the XML is cut', xml((text) => text.slice(0, -15))],
  [
    'formats/xml-same-content',
    'in XML, no parent is answered with 404',
    success((answer) => (/<parent ?\/>/.test(answer.body.toString()) ? errorReply(404) : answer)),
    { of: ['getParentTicket'] },
  ],
  [
    'formats/xml-same-content',
    'apostrophes of file names are escaped twice in XML',
    xml((text) => text.replaceAll(/<filename>[^<]*/g, (name) => name.replaceAll(/'|&apos;|&#0?39;/g, '&amp;#039;'))),
    { of: ['downloadAttachment', 'getTicket'] },
  ],
  [
    'formats/xml-on-xml-extension',
    'control characters stand in XML as references',
    xml((text) => text.replaceAll('\uFFFD', '&#7;')),
    { of: ['getTicket'] },
  ],
  ['formats/xml-on-xml-extension', 'XML has a name of HTML', xml((text) => text.replace('</', '&nbsp;</'))],
  ['formats/xml-same-content', 'the XML lacks an element', xml((text) => text.replace(lastLeaf, ''))],
  [
    'formats/xml-same-content',
    'an element of the XML says something else',
    xml((text) => text.replace(lastLeaf, '<$1>something else</$1>')),
  ],
  [
    'formats/xml-same-content',
    'bodies in XML lose the blanks at their ends',
    inXml((ticket) => ({ ...ticket, thread: (ticket.thread as Json[]).map(trimmed) })),
    { of: ['getTicket'] },
  ],
  [
    'formats/xml-on-xml-extension',
    'bodies are CDATA, which what they say may end',
    xml((text) =>
      text.replaceAll(/<body>([^<]*)<\/body>/g, (_, body) => `<body><![CDATA[${unescaped(body)}]]></body>`),
    ),
    { of: ['getTicket'] },
  ],
  [
    'formats/xml-same-content',
    'the list in XML ends at ten children',
    inXml(({ children }) => ({ children: children.slice(0, 10) })),
    { of: ['listChildTickets'] },
  ],
  [
    'formats/xml-same-content',
    'the list in XML lacks closed children',
    inXml(({ children }) => ({
      children: (children as Json[]).filter(({ status }) => !['Closed', 'Resolved'].includes(String(status))),
    })),
    { of: ['listChildTickets'] },
  ],
  [
    'formats/xml-same-content',
    "the parent in XML is the parent's parent",
    async (sent, forward, environment) =>
      inXml((answer) => topmostParent(answer, sent, environment))(sent, forward, environment),
    { of: ['getParentTicket'] },
  ],
  [
    'formats/xml-same-content',
    'a download in XML ends after 40 kB',
    inXml((file) => ({ ...file, content: String(file.content).slice(0, 40_000) })),
    { of: ['downloadAttachment'] },
  ],
  [
    'formats/xml-root-is-response',
    'the root element is result',
    xml((text) => text.replaceAll(/<(\/?)response>/g, '<$1result>')),
  ],
  [
    'formats/xml-items-are-item',
    'items are row elements',
    xml((text) => text.replaceAll(/<(\/?)item>/g, '<$1row>')),
    { of: ['getTicket', 'listChildTickets'] },
  ],
  [
    'formats/xml-booleans',
    'false is an empty element',
    xml((text) => text.replaceAll('>false<', '><')),
    { of: ['getTicket'] },
  ],
  [
    'formats/xml-null-is-empty',
    'a null is left out',
    xml((text) => text.replaceAll(nullElement, '')),
    { of: ['getTicket', 'getParentTicket'] },
  ],
  [
    'formats/json-is-utf8',
    'texts lose what Latin-1 does not have',
    body(latin1Fields),
    { of: ['createTicket', 'updateTicket'] },
  ],
  [
    'formats/json-is-utf8',
    'texts lose what takes four bytes',
    body(eachText((text) => text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, ''))),
    { of: ['createTicket', 'updateTicket'] },
  ],
  [
    'formats/json-is-utf8',
    'texts are normalised, and lose what is not seen',
    body(eachText((text) => text.normalize('NFC').replaceAll(/\u200c|\u200d|\ufe0f/g, ''))),
    { of: ['createTicket', 'updateTicket'] },
  ],
  [
    'formats/json-is-utf8',
    'a name ends at its first character of four bytes',
    storedAs('name', (name) => String(name).replace(/[\u{10000}-\u{10FFFF}].*/su, '') || 'User'),
    { of: ['createTicket'] },
  ],
  [
    'formats/json-is-utf8',
    'a search loses what Latin-1 does not have',
    query(latin1Fields as (sent: Record<string, string>) => Record<string, string>),
    { of: ['searchTickets'] },
  ],
  [
    'formats/json-is-utf8',
    'subjects found lose what Latin-1 does not have',
    json((rows) => rows.map(latin1Fields)),
    { of: ['searchTickets'] },
  ],
];
