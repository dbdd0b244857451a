/** What mutants are made of: one unbroken reference server, and the front before it that carries their faults. */
import { startReference } from '../../../conformance/run/reference-target.js';
import type { Settings } from '../../../conformance/run/settings.js';
import { type Front, startFront } from '../../../server/faults/front.js';
import { arrange } from './arrangement.js';

import { resetter } from './reset.js';

export interface Target {
  front: Front;
  /** For a run against the front. */
  settings: Settings;
  /** Takes away what runs made. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds that a run may take; its checks send nothing after that. A busy machine needs some for all checks. */
const secondsForOne = 300;
/** Seconds to wait for an answer. */
const secondsForAnAnswer = 60;

/**
 * @param without capabilities that the server lacks
 * @param largeFiles whether runs send files of 10 MB, which take as long as all else. Default: true
 */
export async function startTarget(without: readonly string[], { largeFiles = true } = {}): Promise<Target> {
  const behind = await startReference(
    { budget: String(secondsForOne), timeout: String(secondsForAnAnswer) },
    { without },
  );
  const { store, settings } = behind;
  await arrange(store);
  const front = await startFront({ url: settings.url, store, fullKey: settings.keys[0].key });
  return {
    front,
    settings: { ...settings, url: front.url, largeFiles },
    reset: await resetter(store),
    close: async () => {
      await front.close();
      await behind.close();
    },
  };
}
