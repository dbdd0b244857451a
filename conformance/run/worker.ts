/** The types that go between the process that starts a run and the vitest worker that does it. */
import type { Result } from '../../generated/results.js';
import type { Baseline } from './known-deviations.js';
import type { Settings } from './settings.js';

/** What the worker is told. */
export type WorkerInput = Pick<Settings, 'only' | 'skip'> & {
  /** Deviations that are known. */
  baseline?: Baseline;
} & (
    | {
        /** A run against an installation. The keys are in here: it is passed in memory only. */
        live: { settings: Settings; id: string; startedAt: string };
      }
    | {
        /** A judgement of this evidence file. */
        evidence: string;
      }
  );

/** What the worker tells at the end: how the run went, or why it could not begin. */
export interface WorkerEnd {
  unreachable?: string;
  /** The results, as JSON. */
  results?: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    run: WorkerInput;
  }
  export interface TaskMeta {
    result?: Result;
    end?: WorkerEnd;
  }
}
