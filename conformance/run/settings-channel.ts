/** How vitest's worker thread gets the settings, whose target may still be starting while the thread loads the checks. */
import { BroadcastChannel } from 'node:worker_threads';
import type { Settings } from './settings.js';

type Told = { settings: Settings } | { fault: string };

/**
 * Answers the worker that asks.
 *
 * @param name of the channel, one of its own for each run
 * @returns stops it
 */
export function answerWith(name: string, settings: Promise<Settings>): () => void {
  const channel = new BroadcastChannel(name);
  channel.unref();
  channel.onmessage = () =>
    void settings.then(
      (its) => channel.postMessage({ settings: its } satisfies Told),
      (error: Error) => channel.postMessage({ fault: error.message } satisfies Told),
    );
  return () => channel.close();
}

/** @throws Error when the target did not start */
export async function askForSettings(name: string): Promise<Settings> {
  const channel = new BroadcastChannel(name);
  try {
    const told = await new Promise<Told>((resolve) => {
      channel.onmessage = ({ data }: { data: Told }) => resolve(data);
      channel.postMessage('Which settings?');
    });
    if ('settings' in told) return told.settings;
    throw new Error(told.fault);
  } finally {
    channel.close();
  }
}
