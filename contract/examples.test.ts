import { expect, test } from 'vitest';
import { contract, type MediaType, type Schema } from './document.js';
import { operations } from './operations.js';
import { shapeFaults, validator } from './validators.js';
import { decodeXml } from './xml.js';

type Content = Record<string, MediaType>;

/** What requests and answers of the contract hold, wherever it stands, with its place. */
function contents(part: unknown, place = '#'): [place: string, content: Content][] {
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'content' && !place.endsWith('properties')
      ? [[place, value as Content] as [string, Content]]
      : contents(value, `${place}/${name}`),
  );
}

const all = contents(contract);

test('every schema of a request or an answer can be compiled', () => {
  const schemas = operations.flatMap(({ parameters, requestSchema, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...(requestSchema ? [requestSchema] : []),
    ...Object.values(responses).flatMap((content) => Object.values(content).map(({ schema }) => schema)),
  ]);
  for (const schema of schemas) expect(() => validator(schema), JSON.stringify(schema)).not.toThrow();
  expect(schemas.length).toBeGreaterThan(100);
  expect(() => validator({ type: 'string', pattern: '(' } as Schema)).toThrow();
});

test('every example keeps its schema', () => {
  const media = all.flatMap(([place, content]) =>
    Object.entries(content).flatMap(([type, one]) => (type.endsWith('xml') ? [] : [{ place, ...one }])),
  );
  for (const { place, schema, examples = {} } of media) {
    for (const { value } of Object.values(examples)) expect(shapeFaults(schema, value), place).toEqual([]);
  }
  expect(media.filter(({ examples }) => examples).length).toBeGreaterThan(30);
});

test('every answer in XML has the examples of the one in JSON, and they say the same', () => {
  const inXml = all.filter(([, content]) => content['application/xml']);
  for (const [place, { 'application/json': json, 'application/xml': xml }] of inXml) {
    const read = Object.entries(xml?.examples ?? {}).map(([name, { value }]) => [
      name,
      { value: decodeXml(String(value), xml?.schema ?? {}) },
    ]);
    const expected = Object.entries(json?.examples ?? {}).map(([name, { value }]) => [
      name,
      { value: { value, deviations: [] } },
    ]);
    expect(read, place).toEqual(expected);
  }
  expect(inXml.length).toBe(4);
});
