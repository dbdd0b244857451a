/** Whether what a script shows is what the run saw, and not what an installation in order answers. */
import type { Exchange } from '../../conformance/client/exchange.js';
import type { Result } from '../../generated/results.js';
import type { ShownAnswer } from './run-script.js';

/**
 * A text without what is another one each time: run IDs, times, and the numbers of tickets and files, which are counted as
 * they come, so that one that comes again is still the same.
 */
function plain(text: string): string {
  const numbers: string[] = [];
  const place = (number: string) => (numbers.includes(number) ? numbers.indexOf(number) + 1 : numbers.push(number));
  return text
    .replaceAll(/r[0-9a-f]{7}/g, 'RUN')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?/g, 'TIME')
    .replaceAll(/\d\d:\d\d:\d\d/g, 'TIME')
    .replaceAll(/\d+\.\d+/g, 'FRACTION')
    .replaceAll(/(?<=[iI]d(?:":|>))\d+|\d{6,}/g, (number) => `NUMBER${place(number)}`);
}

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
  const [then = 'nothing'] = kindsAt(body.text.trimEnd(), result.pointer);
  // Other tickets may stand in the same place of a list now.
  const now = kindsAt(shown.at(-1)?.body ?? '', result.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'));
  return now.includes(then) ? undefined : `at ${result.pointer}: ${then} then, ${now.join(' and ') || 'nothing'} now`;
}

/** The value of a JSON text; a script cuts a long answer, mostly in the content of a file. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is at a JSON pointer, in which `*` stands for each item; of a text that is no JSON, the text. */
function kindsAt(text: string, pointer: string): string[] {
  const content = parsed(text) ?? parsed(`${text}"}`);
  if (content === undefined) return [plain(text)];
  let found = [content];
  for (const name of pointer.split('/').slice(1)) {
    found = found.flatMap((value) =>
      name === '*' && Array.isArray(value) ? value : [(value as Record<string, unknown> | null)?.[name]],
    );
  }
  return [...new Set(found.map(kindOf))];
}

/** Of a value what does not depend on the tickets that there are. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(kindOf))].sort().join()}]`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'string') {
    if (value === '') return 'empty text';
    return /^\d+$/.test(value) ? 'digits' : 'text';
  }
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${/^\D/.test(name) ? name : '0'}:${kindOf(one)}`)
    .join()}}`;
}

const ofConnection = new Set(['date', 'etag', 'keep-alive', 'connection', 'content-length']);

/** All that a script shows, to be compared with what it shows of another server. */
export const appearance = (answers: readonly ShownAnswer[]): string =>
  plain(
    JSON.stringify(
      answers.map(({ request, status, headers, body }) => [
        request,
        status,
        Object.entries(headers).filter(([name]) => !ofConnection.has(name)),
        body,
      ]),
    ),
  );
