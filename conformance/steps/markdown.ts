/** Whether the installation takes Markdown: what it says of a message, and where that is no answer, of a note. */
import { capabilities } from '../../contract/keys.js';
import type { Context } from '../kernel/context.js';
import { withFirst } from '../kernel/each.js';
import { lacksPlugin } from '../kernel/lacks-plugin.js';
import { nothingIfMissing, Skip } from '../kernel/outcome.js';
import { type Creation, creation, markdowns } from './creations.js';
import { sharedUpdate } from './updates.js';

/** The creation of a ticket whose message is in Markdown, sent once for the whole run. */
export const markdownCreation = (t: Context): Promise<Creation> =>
  t.share('creation: a message in Markdown', (own) =>
    withFirst(markdowns, (message) => creation(own, 'a message in Markdown', { format: 'markdown', message })),
  );

/** @throws Skip when the Markdown Support Plugin is not there */
export async function needsMarkdown(t: Context): Promise<void> {
  if ((await markdownWorks(t)) !== false) return;
  throw new Skip('capability-absent', `The installation lacks the ${capabilities.markdown?.plugin}.`);
}

/** Why it cannot be seen how Markdown is refused. */
export const markdownIsTaken =
  'The installation takes Markdown. Where it lacks the plugin all the same, say `"capabilities": { "markdown": false }` in the settings file.';

/** Whether the Markdown Support Plugin is active; null where the answer breaks the contract with and without it. */
export async function markdownWorks(t: Context): Promise<boolean | null> {
  const { answer } = await markdownCreation(t);
  const works = answer.isSuccess || (lacksPlugin(answer, 'markdown') || (await noteLacksPlugin(t)) ? false : null);
  return t.session.learn('markdown', works);
}

async function noteLacksPlugin(t: Context): Promise<boolean> {
  const note = { note: markdowns[0], noteFormat: 'markdown' } as const;
  const noted = await sharedUpdate(t, 'whether notes may be in Markdown', note).catch(nothingIfMissing);
  return noted !== undefined && lacksPlugin(noted.answer, 'markdown');
}
