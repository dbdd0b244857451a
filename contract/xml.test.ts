import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract, type Schema } from './document.js';
import { operation } from './operations.js';
import { decodeXml, encodeXml } from './xml.js';

const { Ticket, ChildTickets, ParentTicket, AttachmentDownload } = contract.components.schemas as Record<
  string,
  Schema
>;
const example = (id: 'getTicket' | 'listChildTickets', name: string) =>
  operation(id).responses[200]?.['application/json']?.examples?.[name]?.value;

test('every example of the contract comes back from XML as it was', () => {
  for (const [schema, value] of [
    [Ticket, example('getTicket', 'ticket')],
    [ChildTickets, example('listChildTickets', 'children')],
    [ChildTickets, example('listChildTickets', 'none')],
    [ParentTicket, { parent: null }],
  ] as const) {
    expect(decodeXml(encodeXml(value), schema as Schema)).toEqual({ value, deviations: [] });
  }
});

test('XML as installations write it is read: items, empty elements, entities', () => {
  const xml = `<?xml version="1.0"?>\n<response><children><item><ticket_id>128</ticket_id><number>437242</number><subject>&lt;b&gt; &amp; &#xC4;</subject><status>Open</status></item></children></response>\n`;
  expect(decodeXml(xml, ChildTickets as Schema).value).toEqual({
    children: [{ ticket_id: 128, number: '437242', subject: '<b> & Ä', status: 'Open' }],
  });
});

test('a number that is a text stays a text, and one that is a number becomes one', () => {
  const xml = '<response><parent><ticket_id>x7</ticket_id><number>007</number></parent></response>';
  expect(decodeXml(xml, ParentTicket as Schema).value).toEqual({ parent: { ticket_id: 'x7', number: '007' } });
});

test('what differs from the shape is named, and still read', () => {
  const xml = '<ticket><isOverdue/><children><child>3</child></children></ticket>';
  const decoded = decodeXml(xml, Ticket as Schema);
  expect(decoded.value).toEqual({ isOverdue: false, children: [3] });
  expect(decoded.deviations.map(({ rule }) => rule).sort()).toEqual([
    'formats/xml-booleans',
    'formats/xml-items-are-item',
    'formats/xml-root-is-response',
  ]);
});

test('what is no XML is refused with the place', () => {
  expect(() => decodeXml('<response><a></response>', Ticket as Schema)).toThrow(/line 1/);
});

test('any text survives XML, but for what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (filename) => {
      const sent = { filename };
      const expected = filename
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
      expect(decodeXml(encodeXml(sent), AttachmentDownload as Schema).value).toEqual({ filename: expected });
    }),
    { numRuns: 500 },
  );
});

test.each(['', 'a b', 'k<key main>', '1st', 'x:y', '-'])(
  'a field that no element can be called like is left out: %j',
  (name) => {
    const xml = encodeXml({ [name]: 1, subject: 'kept' });
    expect(decodeXml(xml, {}).value).toEqual({ subject: 'kept' });
  },
);

test('what no reader of XML takes is refused: characters that it cannot hold, and names of HTML', () => {
  const read = (filename: string) =>
    decodeXml(`<response><filename>${filename}</filename></response>`, AttachmentDownload as Schema).value;
  for (const wrong of ['a\u0007b', '&#7;', '&#x1B;', '&#xD800;', '&nbsp;', '&#x110000;']) {
    expect(() => read(wrong), wrong).toThrow(/XML/);
  }
  expect(read('&#13;&#xC4;&lt;&apos;<![CDATA[&nbsp;]]>')).toEqual({ filename: "\rÄ<'&nbsp;" });
});
