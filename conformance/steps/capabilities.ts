/** What an installation can do, where only a request that needs it can tell. */

import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { type Creation, sharedCreation } from './created.js';

/** The words of the message, without the marks of Markdown. */
export const markdownWords = ['Heading', 'strong', 'listed'] as const;

/** The creation of a ticket whose message is in Markdown, sent once for the whole run. */
export const markdownCreation = (t: Context): Promise<Creation> => {
  const [heading, strong, listed] = markdownWords;
  return sharedCreation(t, 'a message in Markdown', {
    format: 'markdown',
    message: `## ${heading}\n\nSome **${strong}** words.\n\n- ${listed}\n`,
  });
};

/**
 * Whether the Markdown Support Plugin is active; null where the answer is neither success nor 501 and so breaks the
 * contract either way.
 */
export async function markdownWorks(t: Context): Promise<boolean | null> {
  const { answer } = await markdownCreation(t);
  const works = isSuccess(answer) || (answer.status === 501 ? false : null);
  t.session.capabilities.markdown = works;
  return works;
}
