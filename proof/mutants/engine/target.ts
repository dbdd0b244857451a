/** What mutants are made of: one unbroken reference server, and the layer in front of it that carries their faults. */
import { startReference } from '../../../conformance/run/reference-target.js';
import type { Settings } from '../../../conformance/run/settings.js';
import { arrange } from './arrangement.js';
import { type Layer, startLayer } from './layer.js';
import { resetter } from './reset.js';

export interface Target {
  layer: Layer;
  /** For a run against the layer. */
  settings: Settings;
  /** Takes away what runs made. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds that one mutant may take; its checks send nothing after that. */
const secondsForOne = 60;
/** Seconds to wait for an answer. */
const secondsForAnAnswer = 20;

/** @param without capabilities that the server lacks */
export async function startTarget(without: readonly string[]): Promise<Target> {
  const behind = await startReference(
    { budget: String(secondsForOne), timeout: String(secondsForAnAnswer) },
    { without },
  );
  const { store, settings } = behind;
  await arrange(store);
  const layer = await startLayer({ url: settings.url, store, fullKey: settings.keys[0].key });
  return {
    layer,
    settings: { ...settings, url: layer.url },
    reset: await resetter(store),
    close: async () => {
      await layer.close();
      await behind.close();
    },
  };
}
