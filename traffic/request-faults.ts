/** What is wrong with a client's request, by the contract. */

import type { Exchange } from '../conformance/client/exchange.js';
import { show } from '../conformance/client/show.js';
import type { Address } from '../conformance/invariants/operation-of.js';
import type { Schema } from '../contract/document.js';
import { typesOf } from '../contract/fields.js';
import { keyHeader } from '../contract/keys.js';
import { type Operation, type OperationId, operation } from '../contract/operations.js';
import { decodedOnce } from '../contract/path-values.js';
import { type ShapeFault, shapeFaults } from '../contract/validators.js';

/** One mistake. Requests with the same mistake have the same `text`. */
export interface RequestFault {
  operation: OperationId;
  /** What the contract has, and where: `body /email: expected to be there`. */
  text: string;
  /** What was sent instead. */
  actual: string;
}

/** Faults of one body that are told: more follow from the first. */
const mostFaults = 3;

/** @param address what the request is addressed to (see addressOf) */
export function requestFaults({ request }: Exchange, { id, path }: Address): RequestFault[] {
  const one = operation(id);
  const url = new URL(request.url);
  const fault = (text: string, actual: string): RequestFault => ({ operation: id, text, actual });
  const faults: RequestFault[] = [];
  // A request without any header is one whose headers were not recorded.
  if (Object.keys(request.headers).length > 0 && !request.headers[keyHeader.toLowerCase()])
    faults.push(fault(`header ${keyHeader}: expected to be there`, 'missing'));
  for (const { in: place, name, schema, required } of one.parameters) {
    const inPath = path[name] === undefined ? [] : [decodedOnce(path[name])];
    const given = place === 'query' ? url.searchParams.getAll(name) : place === 'path' ? inPath : [];
    if (given.length > 1) faults.push(fault(`${place} ${name}: expected once`, `${given.length} times`));
    if (given.length === 0 && required && place === 'query')
      faults.push(fault(`query ${name}: expected to be there`, 'missing'));
    const [value] = given;
    if (value === undefined) continue;
    const [wrong] = shapeFaults(schema, meant(schema, value));
    if (wrong) faults.push(fault(`${place} ${name}: expected ${wrong.expected}`, show(value)));
  }
  const known = new Set(one.parameters.flatMap(({ in: place, name }) => (place === 'query' ? [name] : [])));
  for (const name of new Set(url.searchParams.keys())) {
    if (!known.has(name)) faults.push(fault(`query ${name}: the contract has no such parameter`, 'sent'));
  }
  return [...faults, ...bodyFaults(one, request, fault)];
}

function bodyFaults(
  { requestSchema }: Operation,
  { body, headers }: Exchange['request'],
  fault: (text: string, actual: string) => RequestFault,
): RequestFault[] {
  // Of a body that was not kept nothing is said.
  if (!requestSchema || (body && !('text' in body))) return [];
  if (!body) return [fault('body: expected to be there', 'missing')];
  if (/xml/i.test(headers['content-type'] ?? '')) return [];
  let value: unknown;
  try {
    value = JSON.parse(body.text);
  } catch (error) {
    return [fault('body: expected JSON', (error as Error).message)];
  }
  return alternativesAsOne(shapeFaults(requestSchema, value))
    .slice(0, mostFaults)
    .map(({ pointer, expected, actual }) => fault(`body ${generic(pointer)}: expected ${expected}`, show(actual)));
}

/** A value that fits none of several schemas is one mistake: `expected string or integer`. */
function alternativesAsOne(faults: readonly ShapeFault[]): ShapeFault[] {
  const isChoice = ({ expected }: ShapeFault) => /\b(oneOf|anyOf)\b/.test(expected);
  const choices = new Set(faults.filter(isChoice).map(({ pointer }) => pointer));
  const wanted = (at: string) =>
    faults.filter((one) => one.pointer === at && !isChoice(one)).map(({ expected }) => expected);
  const merged = faults.map((one) =>
    choices.has(one.pointer)
      ? { ...one, expected: [...new Set(wanted(one.pointer))].join(' or ') || one.expected }
      : one,
  );
  return merged.filter(
    ({ pointer }, at) => !choices.has(pointer) || merged.findIndex((one) => one.pointer === pointer) === at,
  );
}

/** `/attachments/0/type` and `/attachments/7/type` are the same mistake. */
const generic = (pointer: string) => pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');

/** A text of an address as the type that its schema has. */
function meant(schema: Schema, value: string): unknown {
  const types = typesOf(schema);
  if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
  const isNumber = types.some((type) => type === 'integer' || type === 'number');
  return isNumber && !types.includes('string') && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
