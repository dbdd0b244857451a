/** Whether what a script shows is what the run saw, and not what an installation in order answers. */
import type { Exchange } from '../../conformance/client/exchange.js';
import type { Result } from '../../generated/results.js';
import type { ShownAnswer } from './run-script.js';

/** A text without what is another one each time: run IDs, times, numbers of tickets. */
const plain = (text: string) =>
  text
    .replaceAll(/r[0-9a-f]{7}/g, 'RUN')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?/g, 'TIME')
    .replaceAll(/\d\d:\d\d:\d\d/g, 'TIME')
    .replaceAll(/\d+\.\d+/g, 'FRACTION')
    .replaceAll(/(?<=[iI]d":)\d+|\d{4,}/g, 'NUMBER');

/** The first difference between what was recorded and what is shown now; nothing where it is the same. */
export function differenceFrom(
  result: Result,
  recorded: readonly Exchange[],
  shown: readonly ShownAnswer[],
): string | undefined {
  for (const { id, response } of recorded) {
    const now = shown.find(({ exchange }) => exchange === id);
    if (!now) return `exchange ${id} is not shown`;
    if (now.status !== response?.status) return `exchange ${id}: ${response?.status} then, ${now.status} now`;
    const [then, type] = [response?.headers['content-type'], now.headers['content-type']];
    if (then !== type) return `exchange ${id}: ${then} then, ${type} now`;
  }
  const last = recorded.at(-1);
  const body = last?.response?.body;
  if (!result.pointer || !body || !('text' in body)) return undefined;
  const [then, now] = [body.text, shown.at(-1)?.body ?? ''].map((text) => plain(at(text, result.pointer ?? '')));
  return then === now ? undefined : `at ${result.pointer}: ${then} then, ${now} now`;
}

function at(text: string, pointer: string): string {
  try {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], JSON.parse(text));
    return JSON.stringify(found) ?? 'nothing';
  } catch {
    return text;
  }
}

const ofConnection = new Set(['date', 'etag', 'keep-alive', 'connection', 'content-length']);

/** All that a script shows, to be compared with what it shows of another server. */
export const appearance = (answers: readonly ShownAnswer[]): string =>
  plain(
    JSON.stringify(
      answers.map(({ status, headers, body }) => [
        status,
        Object.entries(headers).filter(([name]) => !ofConnection.has(name)),
        body,
      ]),
    ),
  );
