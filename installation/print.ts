/** What the commands say to people. Nothing else writes to a terminal, so that no text of an installation controls one. */
import { printable } from './printable.js';

/** A line on stdout. */
export const print = (text: string): void => console.log(printable(text));

/** A line on stderr. */
export const printError = (text: string): void => console.error(printable(text));
