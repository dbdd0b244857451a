/** Serves what behaves like another installation: the reference server behind the faults of a profile. */
import { type Front, startFront } from './faults/front.js';
import { faultOfProfile, type Profile } from './faults/profile.js';
import { type RunningServer, type ServerOptions, startServer } from './start.js';
import { StoreError } from './store/store-error.js';

/**
 * @example const server = await startServerAs(readProfile('my-installation.json'), { fill: madeUpTickets(200) })
 * @throws StoreError for a store that an osTicket installation owns, and as startServer does
 */
export async function startServerAs(profile: Profile, options: ServerOptions = {}): Promise<RunningServer> {
  const fault = faultOfProfile(profile);
  const { port, host, ...others } = options;
  const behind = await startServer({ ...others, namesRefusals: true });
  try {
    const [fullKey] = behind.keys;
    if (behind.store.owner === 'osticket' || fullKey === undefined)
      throw new StoreError(
        "A profile needs a store of this tool's own: it changes what is written. Leave --as out, or choose another --store.",
      );
    const front = await startFront({ url: behind.url, store: behind.store, fullKey }, { port, host });
    front.carry(fault);
    return { ...behind, url: front.url, close: () => closed(front, behind) };
  } catch (error) {
    await behind.close();
    throw error;
  }
}

async function closed(front: Front, behind: RunningServer): Promise<void> {
  await front.close();
  await behind.close();
}
