/** Checks of the general requirements on the answers to mistakes. */
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Check, checkForAll } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { allMistakes, mistakes, ordinaryMistakes } from '../../steps/mistakes.js';

/** The answers to mistakes that are errors. @throws Skip or Untestable when there is none */
async function errors(t: Context, id: OperationId): Promise<Answer[]> {
  const answers = (await ordinaryMistakes(t, id)).filter(({ status }) => status >= 400);
  if (answers.length > 0) return answers;
  const [mistake] = await mistakes(t, id);
  if (mistake) await t.needsErrorCodes(mistake);
  throw new Skip('no-data', 'No request was answered with an error.');
}

/** The same as JSON objects. @throws Untestable when one is none */
async function errorObjects(t: Context, id: OperationId) {
  return (await errors(t, id)).map((answer) => {
    const { json } = answer;
    if (json === null || typeof json !== 'object') {
      throw new Untestable('errors/standard-object', `Needed an error object, but the answer was ${answer.summary}`);
    }
    return { answer, body: json as { error?: unknown; message?: unknown } };
  });
}

/** What an answer must not show: where things are on the server, what its queries are, how it is built. */
const internals =
  /stack trace|on line <?b?>?\d+|SQLSTATE|you have an error in your SQL|mysqli?_|\.php:\d+|\/(var|usr|home|srv|opt)\/[\w./-]+|#\d+ \{main\}|Uncaught \w+/i;

export const checks: Check[] = [
  ...checkForAll('errors/standard-object', 'Make mistakes and read the errors', async (t, id) => {
    for (const answer of await errors(t, id)) {
      const { json } = answer;
      const isObject = json !== null && typeof json === 'object' && 'error' in json && 'message' in json;
      t.that(isObject, 'a JSON object with error and message', answer.summary, answer);
    }
  }),

  ...checkForAll('errors/error-is-true', 'Make mistakes and read `error`', async (t, id) => {
    for (const { answer, body } of await errorObjects(t, id)) t.equal(answer, '/error', body.error, true);
  }),

  ...checkForAll('errors/message-is-text', 'Make mistakes and read `message`', async (t, id) => {
    for (const { answer, body } of await errorObjects(t, id)) {
      const isText = typeof body.message === 'string' && body.message.trim() !== '';
      t.that(isText, 'a text', show(body.message), answer, '/message');
    }
  }),

  ...checkForAll('errors/json-content-type', 'Make mistakes and look at the content type', async (t, id) => {
    for (const answer of await errors(t, id)) t.contentType(answer, 'application/json');
  }),

  ...checkForAll('errors/status-is-documented', 'Look at the status codes of all kinds of answers', async (t, id) => {
    const documented = Object.keys(operation(id).responses).map(Number);
    for (const answer of [await t.simplest(id), ...(await ordinaryMistakes(t, id))]) {
      t.that(documented.includes(answer.status), `one of ${documented.join(', ')}`, answer.summary, answer);
    }
  }),

  ...checkForAll('errors/success-is-no-error', 'Look for errors that have the code of a success', async (t, id) => {
    for (const answer of [await t.simplest(id), ...(await allMistakes(t, id))]) {
      t.that(!answer.isErrorAsSuccess, 'a success, or an error with an error code', answer.summary, answer);
    }
  }),

  ...checkForAll(
    'errors/shows-no-internals',
    'Make mistakes and look for SQL, paths and stack traces',
    async (t, id) => {
      for (const answer of await allMistakes(t, id)) {
        const shown = internals.exec(answer.text)?.[0];
        t.that(shown === undefined, 'nothing of how the server is built', `"${shown}"`, answer);
      }
    },
  ),

  ...checkForAll('errors/no-500-for-input', 'Send hostile input', async (t, id) => {
    for (const answer of await allMistakes(t, id)) {
      const isExplained = answer.isRefusedAs('linkSubticket/absent-501');
      t.that(answer.status < 500 || isExplained, 'a 4xx code', answer.summary, answer);
    }
  }),
];
