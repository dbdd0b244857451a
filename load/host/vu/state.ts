/** The state that the modules of a virtual user share. */
import type { MetricDefinition, Sample, Tags } from '../metrics/registry.js';
import type { FromThread, HttpReply, HttpRequest, Job, SharedItems, ThreadData } from './protocol.js';

export interface State {
  readonly data: ThreadData;
  systemTags: readonly string[];
  /** Whether the init code runs: metrics are declared then only, requests are sent afterwards only. */
  init: boolean;
  job: Job | undefined;
  readonly metrics: MetricDefinition[];
  readonly shared: Record<string, SharedItems>;
  /** Samples that were not sent to the host yet. */
  samples: Sample[];
  /** Sends a request and blocks until its answer is there. */
  send(request: HttpRequest): HttpReply;
  sleep(seconds: number): void;
  /** Tells the host and blocks for good, so that no `catch` of the script sees it. */
  end(message: Extract<FromThread, { type: 'abort' | 'broken' }>): never;
}

/** Adds a sample with the tags that k6 gives it: the system's that the script wants, and its own. */
export function record(state: State, metric: string, value: number, system: Tags, own: Tags = {}): void {
  const { systemTags, job } = state;
  const tags: Tags = { ...own };
  const all: Tags = { ...(job?.scenario === undefined ? {} : { scenario: job.scenario }), ...system };
  // A tag of the caller replaces the system's tag of that name, such as `name`.
  for (const [name, text] of Object.entries(all)) {
    if (systemTags.includes(name) && !(name in tags)) tags[name] = text;
  }
  state.samples.push({ metric, value, tags, time: Date.now() });
}
