/** Puts what handleSummary returned where it belongs: a stream or a file. */
import { writeFileSync } from 'node:fs';
import { ScriptError } from './script-error.js';

export interface Streams {
  stdout(text: string): void;
  stderr(text: string): void;
}

/** @throws ScriptError when a file cannot be written */
export function writeOutputs(outputs: Record<string, string>, streams: Streams): void {
  for (const [place, text] of Object.entries(outputs)) {
    if (place === 'stdout') streams.stdout(text);
    else if (place === 'stderr') streams.stderr(text);
    else {
      try {
        writeFileSync(place, text);
      } catch (error) {
        throw new ScriptError(`handleSummary could not write ${place}: ${(error as Error).message}.`);
      }
    }
  }
}
