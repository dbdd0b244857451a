/** What generators of clients need, and stumble over, in the whole document. That every code is documented: requirements.test.ts. */
import { expect, test } from 'vitest';
import { contract, resolve, type Schema } from './document.js';
import { operations } from './operations.js';

const { schemas, securitySchemes } = contract.components;

/** All objects of the document that are no examples, with their places. */
function* parts(value: unknown, place = ''): Generator<[place: string, part: Record<string, unknown>]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [place, value as Record<string, unknown>];
  for (const [name, one] of Object.entries(value)) {
    if (!/^(examples?|x-.*)$/.test(name) || place.endsWith('/properties')) yield* parts(one, `${place}/${name}`);
  }
}
const all = [...parts(contract)];
const placesOf = (fits: (part: Record<string, unknown>, place: string) => boolean) =>
  all.filter(([place, part]) => fits(part, place)).map(([place]) => place);

test('no default stands beside a reference or in an update, and no value is constant', () => {
  expect(all.length).toBeGreaterThan(500);
  expect(placesOf((part) => 'default' in part && '$ref' in part)).toEqual([]);
  expect(placesOf((part, place) => 'default' in part && place.includes('/schemas/TicketChanges/'))).toEqual([]);
  expect(placesOf((part) => 'const' in part)).toEqual([]);
});

test('a name or an ID is a text or an integer', () => {
  const options = schemas.NameOrId?.oneOf?.map((one) => resolve(one).type);
  expect(options).toEqual(['string', 'integer']);
});

/** Names of the languages that clients are made in, and of the generators' own classes. */
const taken =
  'any api boolean byte char class client configuration date decimal double enum error exception file float func function int integer interface list long map model module number object optional package process record request response runnable set short status string symbol system task text thread type unit void';

test('the names of schemas are no other names', () => {
  const names = Object.keys(schemas).map((name) => name.toLowerCase());
  const others = [...taken.split(' '), ...operations.map(({ id }) => id.toLowerCase())];
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => others.includes(name))).toEqual([]);
});

/** Schemas that an answer is made of. */
function reached(schema: Schema, known = new Set<Schema>()): Set<Schema> {
  const its = resolve(schema);
  if (known.has(its)) return known;
  known.add(its);
  const more = typeof its.additionalProperties === 'object' ? [its.additionalProperties] : [];
  for (const one of [...Object.values(its.properties ?? {}), ...(its.oneOf ?? []), ...more]) reached(one, known);
  return its.items ? reached(its.items, known) : known;
}

test('answers may have fields that are not listed', () => {
  const answers = operations.flatMap(({ responses }) => Object.values(responses).flatMap(Object.values));
  const objects = answers.flatMap(({ schema }) => [...reached(schema)]).filter(({ properties }) => properties);
  expect(objects.length).toBeGreaterThan(20);
  expect(objects.filter(({ additionalProperties }) => additionalProperties !== true)).toEqual([]);
});

test('each operation names its permission as a scope of its key', () => {
  const permissions = Object.keys(securitySchemes.apiKey['x-permissions']);
  for (const { id, path, method } of operations) {
    const scopes = contract.paths[path]?.[method]?.security.map(({ apiKey }) => apiKey);
    expect(scopes, id).toEqual([[expect.stringMatching(new RegExp(`^(${permissions.join('|')})$`))]]);
  }
});

test('integers that 32 bits do not hold have 64', () => {
  const isLarge = (part: Schema, place: string) =>
    /\/(id|\w+Id|\w+_id|size|Id)(\/schema)?$/.test(place) || (part.maximum ?? 0) >= 2 ** 31;
  const large = all.filter(([place, part]) => [part.type].flat().includes('integer') && isLarge(part, place));
  expect(large.length).toBeGreaterThan(4);
  expect(large.filter(([, { format }]) => format !== 'int64')).toEqual([]);
});
