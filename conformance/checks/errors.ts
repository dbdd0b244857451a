/** Checks of the general requirements on errors. */
import type { OperationId } from '../../contract/operations.js';
import { operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import { isErrorInDisguise } from '../client/success.js';
import { type Check, checkForEach } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { errorAnswers, mistakes, nastyInput, ordinaryMistakes } from '../steps/provoked.js';
import { bodyChecks } from './errors/body.js';
import { effectChecks } from './errors/effect.js';
import { pathChecks } from './errors/path.js';

const everywhere = () => true;

type ErrorBody = { error?: unknown; message?: unknown };

/** The errors of an operation that are JSON objects. @throws Untestable when one is not */
async function errorObjects(t: Context, id: OperationId): Promise<{ answer: Answer; body: ErrorBody }[]> {
  return (await provokedErrors(t, id)).map((answer) => {
    const { json } = answer;
    if (json === null || typeof json !== 'object') {
      throw new Untestable('errors/standard-object', `Needed an error object, but the answer was ${answer.summary}`);
    }
    return { answer, body: json as ErrorBody };
  });
}

async function provokedErrors(t: Context, id: OperationId): Promise<Answer[]> {
  const answers = await errorAnswers(t, id);
  if (answers.length > 0) return answers;
  const [mistake] = await mistakes(t, id);
  if (mistake) await t.needsOpenErrors(mistake);
  throw new Skip('no-data', 'No request was answered with an error.');
}

/** What an answer must not show: where things are on the server, what its queries are, how it is built. */
const internals =
  /stack trace|on line <?b?>?\d+|SQLSTATE|you have an error in your SQL|mysqli?_|\.php:\d+|\/(var|usr|home|srv|opt)\/[\w./-]+|#\d+ \{main\}|Uncaught \w+/i;

export const checks: Check[] = [
  ...checkForEach('errors/standard-object', everywhere, 'Make mistakes and read the errors', async (t, id) => {
    for (const answer of await provokedErrors(t, id)) {
      const { json } = answer;
      const isObject = json !== null && typeof json === 'object' && 'error' in json && 'message' in json;
      t.that(isObject, 'a JSON object with error and message', answer.summary, answer);
    }
  }),

  ...checkForEach('errors/error-is-true', everywhere, 'Make mistakes and read `error`', async (t, id) => {
    for (const { answer, body } of await errorObjects(t, id)) t.equal(answer, '/error', body.error, true);
  }),

  ...checkForEach('errors/message-is-text', everywhere, 'Make mistakes and read `message`', async (t, id) => {
    for (const { answer, body } of await errorObjects(t, id)) {
      const isText = typeof body.message === 'string' && body.message.trim() !== '';
      t.that(isText, 'a text', show(body.message), answer, '/message');
    }
  }),

  ...checkForEach(
    'errors/json-content-type',
    everywhere,
    'Make mistakes and look at the content type',
    async (t, id) => {
      for (const answer of await provokedErrors(t, id)) {
        t.that(
          answer.contentType === 'application/json',
          'application/json',
          answer.contentType || 'no content type',
          answer,
        );
      }
    },
  ),

  ...checkForEach(
    'errors/status-is-documented',
    everywhere,
    'Look at the status codes of all kinds of answers',
    async (t, id) => {
      const documented = Object.keys(operation(id).responses).map(Number);
      // Linking may answer 201; what stands before an installation may limit the rate.
      const accepted = [...documented, ...(id === 'linkSubticket' ? [201] : []), 429, 503];
      for (const answer of [await t.simplest(id), ...(await ordinaryMistakes(t, id))]) {
        t.that(accepted.includes(answer.status), `one of ${documented.join(', ')}`, answer.summary, answer);
      }
    },
  ),

  ...checkForEach(
    'errors/success-is-no-error',
    everywhere,
    'Look for errors that say they are a success',
    async (t, id) => {
      for (const answer of [await t.simplest(id), ...(await ordinaryMistakes(t, id)), ...(await nastyInput(t, id))]) {
        const isDisguised = isErrorInDisguise(answer);
        t.that(!isDisguised, 'a success, or an error with an error code', answer.summary, answer);
      }
    },
  ),

  ...checkForEach(
    'errors/shows-no-internals',
    everywhere,
    'Make mistakes and look for SQL, paths and stack traces',
    async (t, id) => {
      for (const answer of [...(await ordinaryMistakes(t, id)), ...(await nastyInput(t, id))]) {
        const shown = internals.exec(answer.text)?.[0];
        t.that(shown === undefined, 'nothing of how the server is built', `"${shown}"`, answer);
      }
    },
  ),

  ...checkForEach('errors/no-500-for-input', everywhere, 'Send nasty input', async (t, id) => {
    for (const answer of [...(await ordinaryMistakes(t, id)), ...(await nastyInput(t, id))]) {
      t.that(
        answer.status < 500 || answer.status === 501 || answer.status === 503,
        'a 4xx code',
        answer.summary,
        answer,
      );
    }
  }),

  ...effectChecks,
  ...bodyChecks,
  ...pathChecks,
];
