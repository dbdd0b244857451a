/** The formats broken, at every operation. */
import type { OperationId } from '../../../contract/operations.js';
import { encodeXml } from '../../../contract/xml.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutantFor } from '../engine/mutant.js';
import { contentType, json, success, xml } from '../faults/answer.js';
import { body, query } from '../faults/request.js';
import { everywhere } from './each-check.js';

/** Changes JSON answers whose path ends in `.json`, or has no extension to choose by. */
const jsonText = (id: OperationId, change: (text: string) => string): Fault =>
  success(id, (answer) =>
    answer.headers['content-type']?.startsWith('application/json')
      ? { ...answer, body: Buffer.from(change(answer.body.toString())) }
      : answer,
  );

/** A content type for XML answers alone. */
const xmlType = (id: OperationId, type: string): Fault =>
  success(id, (answer) =>
    answer.headers['content-type']?.startsWith('application/xml')
      ? { ...answer, headers: { ...answer.headers, 'content-type': type } }
      : answer,
  );

const jsonForXml = (id: OperationId): Fault =>
  success(id, async (answer, sent, { ask }) =>
    answer.headers['content-type']?.startsWith('application/xml')
      ? { ...answer, body: (await ask('GET', sent.url.replace('.xml', '.json'))).body }
      : answer,
  );

/** The last element that has no other in it. */
const lastLeaf = /<(\w+)>([^<]*)<\/\1>(?!.*<(\w+)>[^<]*<\/\3>)/s;

const withMark = (text: string) => text.replaceAll(/[^\u0000-\u00FF]/g, '?');
/** The texts of a body lose what Latin-1 does not have. */
const latin1 = (id: OperationId): Fault =>
  body(id, (sent) =>
    Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, typeof value === 'string' ? withMark(value) : value]),
    ),
  );

export const formatMutants: Mutant[] = [
  ...everywhere('formats/json-on-json-extension', 'JSON is sent as text/html', (id) => contentType(id, 'text/html')),
  ...everywhere('formats/json-on-json-extension', 'XML is sent in place of JSON', (id) =>
    jsonText(id, (text) => encodeXml(JSON.parse(text))),
  ),
  ...everywhere('formats/json-on-json-extension', 'a PHP warning stands before the JSON', (id) =>
    jsonText(id, (text) => `Warning: Undefined index\n${text}`),
  ),
  ...everywhere('formats/xml-on-xml-extension', 'XML is sent as text/html', (id) => xmlType(id, 'text/html')),
  ...everywhere('formats/xml-on-xml-extension', 'JSON is sent in place of XML', jsonForXml),
  ...everywhere('formats/xml-on-xml-extension', 'the XML is cut', (id) => xml(id, (text) => text.slice(0, -15))),
  ...everywhere('formats/xml-same-content', 'the XML lacks an element', (id) =>
    xml(id, (text) => text.replace(lastLeaf, '')),
  ),
  ...everywhere('formats/xml-same-content', 'an element of the XML says something else', (id) =>
    xml(id, (text) => text.replace(lastLeaf, '<$1>something else</$1>')),
  ),
  ...everywhere('formats/xml-root-is-response', 'the root element is result', (id) =>
    xml(id, (text) => text.replaceAll(/<(\/?)response>/g, '<$1result>')),
  ),
  ...['getTicket', 'listChildTickets'].map((id) =>
    mutantFor(
      id as OperationId,
      'formats/xml-items-are-item',
      'items are row elements',
      xml(id as OperationId, (text) => text.replaceAll(/<(\/?)item>/g, '<$1row>')),
    ),
  ),
  mutantFor(
    'getTicket',
    'formats/xml-booleans',
    'false is an empty element',
    xml('getTicket', (text) => text.replaceAll('>false<', '><')),
  ),
  ...(['getTicket', 'getParentTicket'] as const).map((id) =>
    mutantFor(
      id,
      'formats/xml-null-is-empty',
      'a null is left out',
      xml(id, (text) => text.replaceAll(/<(parent|topic|staff|closed)\/>/g, '')),
    ),
  ),
  mutantFor(
    'createTicket',
    'formats/json-is-utf8',
    'a new ticket loses what Latin-1 does not have',
    latin1('createTicket'),
  ),
  mutantFor('updateTicket', 'formats/json-is-utf8', 'a note loses what Latin-1 does not have', latin1('updateTicket')),
  mutantFor(
    'searchTickets',
    'formats/json-is-utf8',
    'a search loses what Latin-1 does not have',
    query('searchTickets', (sent) => ({ ...sent, ...(sent.query ? { query: withMark(sent.query) } : {}) })),
  ),
  mutantFor(
    'searchTickets',
    'formats/json-is-utf8',
    'subjects found lose what Latin-1 does not have',
    json('searchTickets', (rows) =>
      rows.map((row: { subject: string }) => ({ ...row, subject: withMark(row.subject) })),
    ),
  ),
];
