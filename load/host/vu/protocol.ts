/** The messages between the host and the thread of a virtual user. */
import type { MetricDefinition, Sample } from '../metrics/registry.js';

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
  shared: Record<string, SharedItems>;
  /** Absent for the first thread, which tells the script's options and runs setup, teardown and handleSummary. */
  systemTags?: string[];
  /** The host adds 1 to it when an answer lies at the port. */
  signal: SharedArrayBuffer;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeout: number;
}

export interface HttpReply {
  status: number;
  body: Uint8Array;
  /** k6's code and text of an error below HTTP; 0 and empty for none. */
  errorCode: number;
  error: string;
  /** Milliseconds. */
  duration: number;
}

export interface Job {
  /** Name of the exported function. */
  exec: string;
  /** JSON of its argument; absent for none. */
  argument?: string;
  /** Name of the scenario that it is an iteration of; absent for setup, teardown and handleSummary. */
  scenario?: string;
}

export type FromHost = { type: 'run'; job: Job } | { type: 'system tags'; systemTags: string[] };

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
  | { type: 'done'; result?: string; error?: string }
  | { type: 'abort'; message: string }
  /** The script asked for something that this host does not have, or its init code failed. */
  | { type: 'broken'; message: string };
