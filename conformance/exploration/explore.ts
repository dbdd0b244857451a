/**
 * Tries sequences of valid actions on the run's own tickets, and compares what was done with what is read. fast-check
 * makes the sequences, and shortens one that shows a requirement to be broken.
 */
import fc from 'fast-check';
import type { Context } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { keepsOne } from '../steps/frames/frame.js';
import type { Action } from './actions.js';
import { deletions, family } from './fixed-sequences.js';
import { observe } from './observe.js';
import { sequence } from './sequences.js';
import { moved, noted } from './statistics.js';
import { take } from './take.js';
import { type Values, valuesOf } from './values.js';
import { World } from './world.js';

/** Requests at most that a failing sequence is shortened with. */
const mostToShorten = 140;
/** Requests that a sequence takes at least: it begins where it may end in time. */
const fewestForOne = 12;
/** Broken requirements at most that are looked for. */
const mostFindings = 3;
/** Sequences at most for each request that may be sent. */
const sequencesPerRequest = 1 / 20;

export interface Exploration {
  seed: number;
  /** How many requests it has sent, those that prove whose a ticket is included. */
  requests: number;
  sequences: number;
  findings: Finding[];
}

class Broken extends Error {
  constructor(
    readonly finding: Finding,
    readonly story: readonly string[],
    /** Whether it may be the work of an earlier write. */
    readonly mayBeEarlier: boolean,
  ) {
    super(`${finding.requirement}: ${story.join('; ')}`);
  }
}

/**
 * Explores.
 *
 * @param most how many requests may be sent
 * @param isOpen whether a requirement, by its operation, passes so far: nothing else is accused
 */
export async function explore(
  t: Context,
  seed: number,
  most: number,
  isOpen: (finding: Pick<Finding, 'requirement' | 'operation'>) => boolean,
): Promise<Exploration> {
  return new Explorer(t, seed, most, isOpen).run();
}

class Explorer {
  readonly #findings: Finding[] = [];
  #sequences = 0;
  /** Requests before which a sequence may begin. */
  #end: number;
  #values: Values | undefined;
  /** Sequences that each exploration plays, as long as there is something to find in them. */
  readonly #fixed = new Set<Action[]>([deletions, family]);
  readonly #users = new Map<string, string>();

  constructor(
    private readonly t: Context,
    private readonly seed: number,
    most: number,
    private readonly isOpen: (finding: Pick<Finding, 'requirement' | 'operation'>) => boolean,
  ) {
    this.#end = most;
  }

  async run(): Promise<Exploration> {
    const { seed } = this;
    for (let round = 0; round < mostFindings && this.#requests < this.#end; round += 1) {
      if (!(await this.#search(seed + round))) break;
    }
    return { seed, requests: this.#requests, sequences: this.#sequences, findings: this.#findings };
  }

  /** Requests that were sent, each write with the proof before it. */
  get #requests(): number {
    const proven = this.t.answers.filter(
      ({ exchange, operation }) => exchange.request.method !== 'GET' && operation !== 'createTicket',
    );
    return this.t.answers.length + proven.length;
  }

  /** @returns whether a requirement was found broken */
  async #search(seed: number): Promise<boolean> {
    let shortest: Broken | undefined;
    const end = this.#end;
    const property = fc.asyncProperty(sequence, async (actions) => {
      if (this.#requests + fewestForOne > this.#end) return;
      const broken = await this.#play(actions);
      if (!broken) return void this.#fixed.delete(actions);
      // Only what was found first is shortened, with some requests of its own.
      if (shortest && shortest.finding.requirement !== broken.finding.requirement) return;
      if (!shortest) this.#end = this.#requests + mostToShorten;
      shortest = broken;
      throw broken;
    });
    const examples = Array.from(this.#fixed, (actions): [Action[]] => [actions]);
    const numRuns = Math.max(2, Math.ceil(end * sequencesPerRequest));
    await fc.check(property, { seed, numRuns, examples, endOnFailure: false });
    this.#end = end;
    if (!shortest) return false;
    const { finding, story } = shortest;
    this.#findings.push({ ...finding, story: story.join('; ') });
    return true;
  }

  /**
   * Plays a sequence; what the statistics show must show twice in a row, since others may make tickets at the same time.
   * The first time may differ, where an agent or a department gets its first ticket. What a write has moved is looked at
   * once more, after each write.
   */
  async #play(actions: readonly Action[]): Promise<Broken | undefined> {
    let last = await this.#once(actions);
    if (last?.mayBeEarlier) return this.#once(actions, true);
    if (last?.finding.requirement !== 'getTicketStats/follows-changes') return last;
    for (let again = 1; again <= 2; again += 1) {
      const next = await this.#once(actions);
      if (next?.finding.requirement !== last.finding.requirement) return undefined;
      if (next.finding.actual === last.finding.actual) return next;
      last = next;
    }
    return undefined;
  }

  async #once(actions: readonly Action[], isThorough = false): Promise<Broken | undefined> {
    const { t } = this;
    this.#sequences += 1;
    this.#values ??= await valuesOf(t);
    const found = new Set(this.#findings.map(({ requirement, operation }) => `${requirement} ${operation}`));
    const isOpen: typeof this.isOpen = (one) => !found.has(`${one.requirement} ${one.operation}`) && this.isOpen(one);
    const word = `explored${this.#sequences}x${t.session.run.id}`;
    const world = new World(t, { word, values: this.#values, users: this.#users, isOpen, isThorough });
    try {
      const earlier = [await noted(world)];
      const lastNew = actions.findLastIndex(({ kind }) => kind === 'create');
      for (const [at, action] of actions.entries()) {
        const finding = await take(world, action);
        if (finding) return new Broken(finding, world.story, world.hasMoved);
        if (world.lost) return undefined;
        // What is kept of it must not be shown once tickets are changed.
        if (at === lastNew && at < actions.length - 1) earlier.push(await noted(world));
      }
      const known = earlier.filter((one) => one !== undefined);
      const finding = (await moved(world, known)) ?? (await observe(world));
      return finding && new Broken(finding, world.story, world.hasMoved);
    } catch (reason) {
      if (keepsOne.some((kind) => reason instanceof kind)) return undefined;
      throw reason;
    }
  }
}
