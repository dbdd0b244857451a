/** What a virtual user's modules know of the moment. */
import type { MetricDefinition, Sample, Tags } from '../metrics/registry.js';
import type { FromThread, HttpReply, HttpRequest, Job, SharedItems, ThreadData } from './protocol.js';

export interface State {
  readonly data: ThreadData;
  systemTags: readonly string[];
  /** Whether the init code runs: what declares things is allowed then only, what sends things afterwards only. */
  init: boolean;
  job: Job | undefined;
  readonly metrics: MetricDefinition[];
  readonly shared: Record<string, SharedItems>;
  /** Samples that the host has not got yet. */
  samples: Sample[];
  /** Sends a request and blocks until its answer is there. */
  send(request: HttpRequest): HttpReply;
  sleep(seconds: number): void;
  /** Tells the host and blocks for good: no `catch` of the script is to see it. */
  end(message: Extract<FromThread, { type: 'abort' | 'broken' }>): never;
}

/** Adds a sample with the tags that k6 gives it: the system's that the script wants, and its own. */
export function record(state: State, metric: string, value: number, system: Tags, own: Tags = {}): void {
  const { systemTags, job } = state;
  const tags: Tags = { ...own };
  const all: Tags = { ...(job?.scenario === undefined ? {} : { scenario: job.scenario }), ...system };
  // A tag that the caller gave stands before the system's of the same name: `name` above all.
  for (const [name, text] of Object.entries(all)) {
    if (systemTags.includes(name) && !(name in tags)) tags[name] = text;
  }
  state.samples.push({ metric, value, tags, time: Date.now() });
}
