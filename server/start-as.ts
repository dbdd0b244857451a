/** Serves what behaves like another installation: the reference server behind the faults of a profile. */
import { type Front, startFront } from './faults/front.js';
import { faultOfProfile, type Profile } from './faults/profile.js';
import { type RunningServer, type ServerOptions, startServer } from './start.js';
import { StoreError } from './store/store-error.js';

/**
 * @example const server = await startServerAs(readProfile('my-installation.json'), { fill: madeUpTickets(200) })
 * @param options as startServer takes them, but for a `store` in MySQL or MariaDB
 * @throws StoreError for a store in MySQL or MariaDB, which is not opened, and as startServer does
 */
export async function startServerAs(profile: Profile, options: ServerOptions = {}): Promise<RunningServer> {
  const fault = faultOfProfile(profile);
  const { port, host, ...others } = options;
  // It may be an installation's, and opening an empty database makes tables in it.
  const { store = 'memory' } = others;
  if (typeof store === 'string' ? store.startsWith('mysql:') : store.kind === 'mysql')
    throw new StoreError(
      'A profile changes what is written, so it is never served from a MySQL or MariaDB database: leave --as out, or use --store memory or sqlite:FILE.',
    );
  const behind = await startServer({ ...others, namesRefusals: true });
  try {
    const [fullKey = ''] = behind.keys;
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
