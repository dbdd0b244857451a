/** The types that go between the process that starts a run and the vitest worker that does it. */
import type { Result } from '../generated/results.js';
import type { RunInfo } from './session.js';
import type { Settings } from './settings.js';

/** What the worker is told. Keys are in here: it is passed in memory only. */
export interface WorkerInput {
  settings: Settings;
  run: Pick<RunInfo, 'id'> & { startedAt: string };
}

/** What the worker tells at the end: how the run went, and where it could not go on. */
export interface WorkerEnd {
  unreachable?: string;
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
