/** The virtual users of all scenarios. */
import type { Collector } from './collector.js';
import type { VirtualUser } from './executors/executor.js';
import type { HostScenario } from './options.js';
import type { UserThread } from './virtual-user.js';
import type { Job } from './vu/protocol.js';

export class Crew {
  #numbers = 0;
  readonly #members = new Set<Member>();
  /** Iterations that were ended before their end. */
  interrupted = 0;

  constructor(
    private readonly newThread: (vu: number) => UserThread,
    private readonly collector: Collector,
    /** JSON of what setup returned. */
    private readonly data: string | undefined,
    private readonly onError: (message: string) => void,
  ) {}

  /** A maker of virtual users for one scenario. */
  for(scenario: HostScenario): () => Promise<VirtualUser> {
    let iterations = 0;
    const startTime = Date.now();
    const job = (own: number): Job => ({
      exec: scenario.exec,
      argument: this.data,
      group: '',
      scenario: {
        name: scenario.name,
        executor: scenario.executor,
        startTime,
        tags: scenario.tags,
        env: scenario.env,
        iterationInTest: iterations++,
        iterationInScenario: own,
      },
    });
    return async () => {
      this.#numbers += 1;
      const member = new Member(
        this.#numbers,
        this.newThread,
        job,
        (error) => this.onError(error),
        () => {
          this.interrupted += 1;
        },
      );
      this.#members.add(member);
      await member.start();
      return member;
    };
  }

  /** Samples of how many there are and how many are at work. */
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
  #iterations = 0;
  busy = false;

  constructor(
    private readonly number: number,
    private readonly newThread: (vu: number) => UserThread,
    private readonly job: (own: number) => Job,
    private readonly onError: (message: string) => void,
    private readonly onInterrupt: () => void,
  ) {}

  async start(): Promise<UserThread> {
    this.#thread ??= this.newThread(this.number);
    await this.#thread.ready;
    return this.#thread;
  }

  async iterate(): Promise<void> {
    this.busy = true;
    // A user whose iteration was interrupted comes back with a new thread.
    const thread = await this.start();
    const done = await thread.run(this.job(this.#iterations));
    this.#iterations += 1;
    this.busy = false;
    if (done === undefined) this.onInterrupt();
    else if (done.error !== undefined) this.onError(done.error);
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
