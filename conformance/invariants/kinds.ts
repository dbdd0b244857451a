/** What kind of answer was asked for, and what kind it is. */
import { operation } from '../../contract/operations.js';
import type { Subject } from './subject.js';

/** The documented media type of a success in the format that the address asks for; nothing where there is none. */
export function documentedType({ operation: id, exchange }: Subject): string | undefined {
  const { path, responses, successStatus } = operation(id);
  const types = Object.keys(responses[successStatus] ?? {});
  const [, extension = ''] = /\.(\w+)$/.exec(new URL(exchange.request.url).pathname) ?? [];
  if (!path.includes('{format}') || types.length < 2) return types[0];
  return types.find((type) => type === `application/${extension.toLowerCase()}`);
}

export const isError = ({ response: { status } }: Subject): boolean => status >= 400;

/** Whether it has a code of a success and a body (204 and 205 have none). */
export const isSuccessCode = ({ response: { status } }: Subject): boolean =>
  status < 300 && status !== 204 && status !== 205;
