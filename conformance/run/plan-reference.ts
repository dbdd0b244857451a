/** The reference server as the target of a run, on a thread of its own: it starts while this one loads vitest. */
import { once } from 'node:events';
import { startThread } from '../../installation/thread.js';
import { UserError } from '../../installation/user-error.js';
import type { ReferenceStart } from './reference-thread.js';
import { type Planned, referencePlan, type SettingsOptions } from './settings.js';

/** @throws UserError when an option is wrong; `settings` is rejected when the server cannot start */
export function planReference(options: SettingsOptions): Planned & { close(): Promise<void> } {
  const plan = referencePlan(options);
  const thread = startThread(new URL('./reference-thread.js', import.meta.url), options);
  // An error on the thread is thrown here.
  const settings = once(thread, 'message').then(([start]: ReferenceStart[]) => {
    if (start && 'settings' in start) return start.settings;
    throw new UserError(start?.refused ?? 'The reference server did not start.');
  });
  // Who waits for it hears of it, though maybe later.
  settings.catch(() => {});
  return {
    plan,
    settings,
    // Its tickets are in memory: nothing is lost.
    close: async () => void (await thread.terminate()),
  };
}
