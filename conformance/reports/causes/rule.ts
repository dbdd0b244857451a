/** A rule that says which failures have the same visible cause. */
import type { Result } from '../../../generated/results.js';
import type { Impact } from '../impact.js';
import type { Seen } from './seen.js';

export interface Rule {
  id: string;
  /** By what a reader sees in the evidence that the failures belong together; a whole sentence. */
  evidence: string;
  /**
   * Undefined where the rule does not apply. Results for which it gives the same text are one problem.
   *
   * @param all everything that somebody has to look at, for a rule that needs to know what else failed
   */
  keyOf(seen: Seen, all: readonly Seen[]): string | undefined;
  /**
   * A sentence for an administrator. Without it the problem has that of its worst requirement.
   *
   * @param key what `keyOf` gave
   */
  title?(results: readonly Result[], key: string): string;
  /** Where the evidence shows that it is less grave than the requirements' own impact. */
  impact?: Impact;
}
