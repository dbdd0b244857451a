import { setMaxListeners } from 'node:events';
import { k6ExitCodes, type ScriptError } from './script-error.js';

/** The end of a run before its time: for the first reason that is given. */
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

  /** Resolves when the script itself cannot go on. An end from outside lets setup finish, so that there is a teardown. */
  readonly broken = this.wanted.then((reason) =>
    reason.exitCode === k6ExitCodes.interrupted ? new Promise<never>(() => {}) : reason,
  );

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
