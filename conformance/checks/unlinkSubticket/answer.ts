/** What unlinking answers. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { messageOf } from '../../steps/messages.js';
import { judgeUnlinking, unlinking } from '../../steps/unlinking.js';
import { answerFieldChecks } from '../generic/answer-fields.js';
import { successIsTrue } from '../generic/answers.js';
import { ticketInAnswer } from '../generic/reference-fields.js';

const action = 'Unlink a child';

/** The answer to an unlinking that succeeded. */
const unlinked = async (t: Context) => t.needs((await unlinking(t)).answer, 'unlinkSubticket/answers-200');

export const checks: Check[] = [
  check('unlinkSubticket/answers-200', action, (t) => judgeUnlinking(t, (answer) => t.succeedsWithCode(answer))),

  ...answerFieldChecks('unlinkSubticket', action, async (t) => [await unlinked(t)], [
    'unlinkSubticket/answers-the-child',
    'unlinkSubticket/success-is-true',
  ]),

  successIsTrue('unlinkSubticket/success-is-true', action, unlinked),

  check('unlinkSubticket/message-words', action, async (t) => messageOf(await unlinked(t))),

  ticketInAnswer('unlinkSubticket/answers-the-child', action, 'child', async (t) => ({
    answer: await unlinked(t),
    ticket: (await unlinking(t)).child,
  })),
];
