/** Takes what a body's fields can only mean (errors/taken-as-meant), before the body is held against the contract. */
import { resolve, type Schema } from '../../../contract/document.js';
import { mayBeEmpty, meantValue } from '../../../contract/meant.js';

type Body = Record<string, unknown>;

/** @returns changes a body of this schema: fields that are not given go, and others get the type that they stand for */
export function meantBody(schema: Schema): (body: Body) => void {
  const { properties = {} } = resolve(schema);
  const emptyIsAbsent = mayBeEmpty(schema);
  return (body) => {
    for (const [name, value] of Object.entries(body)) {
      const field = properties[name];
      if (emptyIsAbsent.has(name) && (value === null || value === '')) delete body[name];
      else if (field !== undefined) body[name] = meantValue(field, value);
    }
  };
}
