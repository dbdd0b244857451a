import { setMaxListeners } from 'node:events';
import type { ScriptError } from './script-error.js';

/** Ends a run early, for the first reason that is given. */
export class Stop {
  readonly #controller = new AbortController();
  #given: (error: ScriptError) => void = () => {};
  /** Resolves when the run is to stop. */
  readonly wanted = new Promise<ScriptError>((resolve) => {
    this.#given = resolve;
  });
  #reason: ScriptError | undefined;

  constructor() {
    // Every virtual user that waits listens to it.
    setMaxListeners(0, this.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  reason(): ScriptError | undefined {
    return this.#reason;
  }

  for(error: ScriptError): void {
    if (this.#reason) return;
    this.#reason = error;
    this.#given(error);
    this.#controller.abort();
  }
}
