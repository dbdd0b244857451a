/** The thread of the suite: vitest's worker, which loads the checks before vitest asks it to run them. */
import { parentPort } from 'node:worker_threads';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';

if (!parentPort) throw new Error('suite-thread runs as a thread only.');
const port = parentPort;

init({
  post: (message) => port.postMessage(message),
  on: (listener) => port.on('message', listener),
  off: (listener) => port.off('message', listener),
  teardown: () => port.removeAllListeners('message'),
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});

// What suite.ts loads. Where that fails, it fails there again, and vitest tells why.
for (const load of [
  () => import('../checks/index.js'),
  () => import('./open-session.js'),
  () => import('./preflight.js'),
])
  load().catch(() => {});
