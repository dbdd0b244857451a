/** Where an answer in XML says something else than the same in JSON. */
import { isDeepStrictEqual } from 'node:util';
import { shapeFaults } from '../../contract/validators.js';
import { type DecodedXml, decodeXml, encodeXml, holdable } from '../../contract/xml.js';
import type { BothFormats } from './formats.js';

/** Every value in a JSON value that is no object or array, by its pointer; empty ones count as values. */
export function leaves(value: unknown, pointer = ''): [string, unknown][] {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${pointer}/${key}`));
}

/** Whether JSON breaks the shape of what is at a place, of what that is in, or of what is in it. */
export function faultyPlaces({ json, schema }: Pick<BothFormats, 'json' | 'schema'>): (pointer: string) => boolean {
  const faults = shapeFaults(schema, json.json).map(({ pointer }) => pointer);
  return (pointer) => faults.some((fault) => `${pointer}/`.startsWith(`${fault}/`) || fault.startsWith(`${pointer}/`));
}

/** A reader of XML takes a carriage return for a line feed, unless it is written as a reference. */
const withUnixLines = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : value;

/** Where XML does not say the same as JSON; fields whose JSON already breaks its shape are not compared. */
export function differences(
  { json, schema }: BothFormats,
  xml: DecodedXml,
): [pointer: string, expected: unknown, actual: unknown][] {
  const faulty = faultyPlaces({ json, schema });
  // XML cannot express all that JSON can, and what stands for a character that it cannot hold is not documented.
  const expected = new Map(leaves(decodeXml(encodeXml(json.json), schema).value));
  const actual = new Map(leaves(xml.value).map(([pointer, value]) => [pointer, withUnixLines(value)]));
  const said = new Map(leaves(json.json));
  const isHeld = (value: unknown) => typeof value !== 'string' || holdable(value) === value;
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((pointer) => !faulty(pointer) && isHeld(said.get(pointer)))
    .filter((pointer) => !isDeepStrictEqual(expected.get(pointer), actual.get(pointer)))
    .map((pointer) => [pointer, expected.get(pointer), actual.get(pointer)]);
}
