import type { TestProject } from 'vitest/node';
import { mariadbAvailable, startMariadb } from './mariadb-for-tests.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test run's MariaDB (see TestMariadb.url); null where it is not installed. */
    mariadbUrl: string | null;
  }
}

/** One MariaDB for a whole vitest run; each user of it makes a database of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!mariadbAvailable()) {
    console.warn('MariaDB is not installed (Debian: mariadb-server): the tests on MariaDB are SKIPPED.');
    project.provide('mariadbUrl', null);
    return undefined;
  }
  const server = await startMariadb();
  project.provide('mariadbUrl', server.url);
  return server.stop;
}
