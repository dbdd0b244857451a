/** The types that go between the process that starts a run and the vitest worker that does it. */

import type { TestAnnotation } from 'vitest';
import type { Result, Results } from '../../generated/results.js';
import type { Baseline } from './known-deviations.js';
import type { Plan } from './settings.js';

/** What the worker is told. It stays the same when checks are run again. */
export type WorkerInput = Pick<Plan, 'only' | 'skip' | 'report'> & {
  /** Deviations that are known. */
  baseline?: Baseline;
  /** The run repeats a part of another one, whose reports are in this folder and stay (default false). */
  isRerun?: boolean;
  /** The run that is finished by this one. */
  resumed?: Results;
} & (
    | {
        /** Runs go to the installation whose settings this channel gives (settings-channel.ts). */
        settingsFrom: string;
      }
    | {
        /** This evidence file is judged. */
        evidence: string;
      }
  );

/** What the test of a check has shown to its reader. */
export interface Shown {
  result: Result;
  annotations: readonly TestAnnotation[];
}

/** Some checks are run again; the tests of the others show once more what they have shown. */
export interface Again {
  /** IDs of the tests that are run again. */
  asked: readonly string[];
  /** By test ID; a test whose check was never run is not in here. */
  shown: Readonly<Record<string, Shown>>;
}

/** What the worker tells at the end of a run: why it could not begin, or else all the rest. */
export interface WorkerEnd {
  unreachable?: string;
  /** The same, where the user can correct it. */
  mistake?: string;
  /** The results, as JSON. */
  results?: string;
  /** File of the evidence. */
  evidence?: string;
  /** Folder for the reports. */
  report?: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    run: WorkerInput;
    again?: Again;
  }
  export interface TaskMeta {
    result?: Result;
    end?: WorkerEnd;
  }
}
