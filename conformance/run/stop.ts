/** How the process that started a run stops it in vitest's worker thread. */
import { BroadcastChannel } from 'node:worker_threads';

const name = 'osticket-contract: stop the run';

/** Stops the run that is under way in this process. */
export function stopRun(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(name);
  channel.close();
}

/** Calls `stop` when the run is to be stopped. @returns stops listening */
export function onStop(stop: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = stop;
  channel.unref();
  return () => channel.close();
}
