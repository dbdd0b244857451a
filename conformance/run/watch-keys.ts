/** The keys of a run that stays: the letters are those of vitest's watch mode. */
import { emitKeypressEvents, type Key } from 'node:readline';

export interface WatchKeys {
  all(): void;
  failed(): void;
  cancel(): void;
  quit(): void;
}

export const keyHelp = 'Press f to run again what failed, a to run all again, c to end a run early, q to quit.';

const keys: Record<string, keyof WatchKeys> = { a: 'all', return: 'all', f: 'failed', c: 'cancel', q: 'quit' };

/**
 * Calls what a key asks for. Ctrl+C is a key, too, while the terminal is read.
 *
 * @param input keys are read only where it is a terminal
 * @returns stops reading
 */
export function onKeys(input: NodeJS.ReadStream, called: WatchKeys): () => void {
  if (!input.isTTY) return () => {};
  const listener = (_: string, { name = '', ctrl }: Key) => {
    const asked = ctrl ? name === 'c' && 'quit' : keys[name];
    if (asked) called[asked]();
  };
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on('keypress', listener);
  input.resume();
  return () => {
    input.off('keypress', listener);
    input.setRawMode(false);
    input.pause();
  };
}
