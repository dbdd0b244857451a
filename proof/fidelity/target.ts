/** A served profile with everything that a full run needs: keys, rare data and known facts. */
import { startReference } from '../../conformance/run/reference-target.js';
import type { Settings, SettingsOptions } from '../../conformance/run/settings.js';
import { startFront } from '../../server/faults/front.js';
import { faultOfProfile, type Profile } from '../../server/faults/profile.js';
import type { Store } from '../../server/store/store.js';
import { arrange } from '../mutants/engine/arrangement.js';

export async function serveProfile(
  profile: Profile,
  options: SettingsOptions,
): Promise<{ settings: Settings; store: Store; close(): Promise<void> }> {
  const behind = await startReference(options, { namesRefusals: true });
  const { settings, store } = behind;
  await arrange(store);
  const front = await startFront({ url: settings.url, store, fullKey: settings.keys[0].key });
  front.carry(faultOfProfile(profile));
  return {
    settings: { ...settings, url: front.url },
    store,
    close: async () => {
      await front.close();
      await behind.close();
    },
  };
}
