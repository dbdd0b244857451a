/** What the benchmark and the processes of its servers tell each other. */

/** What the process of the reference server is started with. */
export interface ContractServer {
  readonly store: string;
  /** Default: none, the process itself answers. */
  readonly workers?: number;
}

/** What the process of the plain server is started with. */
export interface PlainServer {
  /** `rows`: a JSON object of rows by path, each serialised for each request. `bytes`: the file is the answer. */
  readonly answers: 'rows' | 'bytes';
  readonly file: string;
}

/** What a server's process used, told whenever it is asked. */
export interface Usage {
  /** CPU time of the process so far, in microseconds. */
  readonly cpu: number;
  /** Resident memory now, and its peak, in bytes. */
  readonly memory: number;
  readonly peakMemory: number;
}

/** The key of every benchmarked server. */
export const KEY = 'BENCHMARK';
