/** What the host and the thread of a virtual user say to each other. */
import type { MetricDefinition, Sample, Tags } from '../metrics/registry.js';

/** The items of a shared array as JSON, one after the other, in memory that all threads see. */
export interface SharedItems {
  bytes: SharedArrayBuffer;
  /** Where each item ends. */
  ends: number[];
}

/** What a thread is started with. */
export interface ThreadData {
  code: string;
  /** Path of the script, for `open`. */
  file: string;
  env: Record<string, string>;
  /** 0 is the one that runs setup, teardown and handleSummary. */
  vu: number;
  shared: Record<string, SharedItems>;
  /** Absent for the first thread, which tells the script's options. */
  settings?: { systemTags: string[]; tags: Tags; maxRedirects: number };
  /** The host adds 1 to it when an answer lies at the port. */
  signal: SharedArrayBuffer;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  timeout: number;
}

export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  /** k6's code and text of an error below HTTP; 0 and empty for none. */
  errorCode: number;
  error: string;
  /** Milliseconds. */
  sending: number;
  waiting: number;
  receiving: number;
  bytesSent: number;
  bytesReceived: number;
}

export interface Job {
  /** Name of the exported function. */
  exec: string;
  /** JSON of its argument; absent for none. */
  argument?: string;
  /** Group that all of it belongs to: `::setup` and `::teardown` as k6 has them, otherwise the root. */
  group: string;
  scenario?: {
    name: string;
    executor: string;
    startTime: number;
    tags: Tags;
    env: Record<string, string>;
    iterationInTest: number;
    iterationInScenario: number;
  };
}

export type FromHost = { type: 'run'; job: Job } | { type: 'settings'; settings: NonNullable<ThreadData['settings']> };

export type FromThread =
  | {
      type: 'ready';
      options: unknown;
      exported: string[];
      metrics: MetricDefinition[];
      shared: Record<string, SharedItems>;
    }
  | { type: 'samples'; samples: Sample[] }
  | { type: 'request'; request: HttpRequest }
  | { type: 'log'; level: string; text: string }
  | { type: 'done'; milliseconds: number; result?: string; error?: string }
  | { type: 'abort'; message: string }
  /** The script asked for something that this host does not have, or its init code failed. */
  | { type: 'broken'; message: string };
