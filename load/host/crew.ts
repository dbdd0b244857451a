/** The virtual users of all scenarios. */
import type { Collector } from './collector.js';
import type { VirtualUser } from './executors/executor.js';
import type { HostScenario } from './options.js';
import type { UserThread } from './virtual-user.js';
import type { Job } from './vu/protocol.js';

export class Crew {
  readonly #members = new Set<Member>();

  constructor(
    private readonly newThread: () => UserThread,
    private readonly collector: Collector,
    /** JSON of what setup returned. */
    private readonly data: string | undefined,
    private readonly onError: (message: string) => void,
  ) {}

  /** A maker of virtual users for one scenario. */
  for(scenario: HostScenario): () => Promise<VirtualUser> {
    const job: Job = { exec: scenario.exec, argument: this.data, scenario: scenario.name };
    return async () => {
      const member = new Member(this.newThread, job, this.onError);
      this.#members.add(member);
      await member.start();
      return member;
    };
  }

  /** Adds samples of the number of virtual users and of the busy ones. */
  note(): void {
    const busy = [...this.#members].filter((member) => member.busy).length;
    this.collector.note('vus', busy);
    this.collector.note('vus_max', this.#members.size);
  }

  async end(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.end()));
  }
}

class Member implements VirtualUser {
  #thread: UserThread | undefined;
  busy = false;

  constructor(
    private readonly newThread: () => UserThread,
    private readonly job: Job,
    private readonly onError: (message: string) => void,
  ) {}

  async start(): Promise<UserThread> {
    this.#thread ??= this.newThread();
    await this.#thread.ready;
    return this.#thread;
  }

  async iterate(): Promise<void> {
    this.busy = true;
    // A user whose iteration was interrupted gets a new thread.
    const thread = await this.start();
    const done = await thread.run(this.job);
    this.busy = false;
    if (done?.error !== undefined) this.onError(done.error);
  }

  interrupt(): void {
    if (this.busy) void this.end();
  }

  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }
}
