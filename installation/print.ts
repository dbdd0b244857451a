/** What the commands say to people. Nothing else writes to a terminal, so that no text of an installation controls one. */
import { printable } from './printable.js';

/** A line on stdout. */
export const print = (text: string): void => console.log(printable(text));

/** A line on stderr. */
export const printError = (text: string): void => console.error(printable(text));

/**
 * Whether what goes to a stream is coloured: as https://no-color.org and https://force-color.org say, and not on a
 * terminal that knows no colours.
 *
 * @example usesColour(process.stdout, process.env)
 */
export function usesColour({ isTTY = false }: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>) {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = env;
  if (none) return false;
  if (forced !== undefined && forced !== '') return !['0', 'false'].includes(forced);
  return isTTY && terminal !== 'dumb';
}
