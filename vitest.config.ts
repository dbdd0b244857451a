import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{contract,server,conformance,installation,proof,fixtures,cli,load,profile,library,client,traffic,proxy}/**/*.test.{ts,tsx}',
    ],
    // One compiled command for the whole run, and one private MariaDB, where mariadbd is installed.
    globalSetup: ['cli/compiled.global-setup.ts', 'server/store/mysql/mariadb.global-setup.ts'],
    // Many files wait for servers and browsers: on two processors two are done at once, too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Stores, servers and browsers are started in tests; a slow machine must not make them fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
