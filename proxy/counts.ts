/** What the proxy itself did: refusals and repairs, for its page. */

export interface Repairs {
  operation: string;
  /** A place in the answer, its status or its content type. */
  what: string;
  count: number;
}

/** Different repairs that are counted: an installation that is hostile has any number of fields. */
const most = 1_000;

export class Counts {
  readonly refusals = new Map<string, number>();
  /** Answers that were too large to be mended. */
  tooLarge = 0;
  readonly #repairs = new Map<string, Repairs>();

  refused(requirement: string): void {
    this.refusals.set(requirement, (this.refusals.get(requirement) ?? 0) + 1);
  }

  repaired(operation: string, mended: readonly string[]): void {
    for (const what of mended) {
      const key = `${operation} ${what}`;
      const known = this.#repairs.get(key);
      if (known) known.count += 1;
      else if (this.#repairs.size < most) this.#repairs.set(key, { operation, what, count: 1 });
    }
  }

  /** The most frequent first. */
  get repairs(): Repairs[] {
    return [...this.#repairs.values()].sort((a, b) => b.count - a.count);
  }
}
