/** A served profile with everything that a full run needs: keys, rare data and known facts. */
import { startReference } from '../../conformance/run/reference-target.js';
import type { Settings, SettingsOptions } from '../../conformance/run/settings.js';
import { startFront } from '../../server/faults/front.js';
import { faultOfProfile, type Profile } from '../../server/faults/profile.js';
import type { Store } from '../../server/store/store.js';

export async function serveProfile(
  profile: Profile,
  options: SettingsOptions,
): Promise<{ settings: Settings; store: Store; close(): Promise<void> }> {
  const behind = await startReference(options, { namesRefusals: true });
  const { settings, store } = behind;
  // No number is another ticket's ID, as in an installation that numbers at random.
  const { numberThatIsAnId: rare, ...known } = settings.known ?? {};
  if (rare) await store.db.updateTable('ticket').set({ number: '999999' }).where('number', '=', rare).execute();
  const front = await startFront({ url: settings.url, store, fullKey: settings.keys[0].key });
  front.carry(faultOfProfile(profile));
  return {
    settings: { ...settings, known, reference: false, url: front.url },
    store,
    close: async () => {
      await front.close();
      await behind.close();
    },
  };
}
