/** Judgements on what several checks share. */
import { Violation } from '../kernel/outcome.js';

/**
 * Judges something on what several checks share, and where it seems to be broken, again on what is this check's alone:
 * what another check sent may have had the effect that is seen, or be why the answer is another one.
 *
 * @throws Violation when it is broken alone too
 */
export async function sharedThenAlone<T>(shared: () => Promise<T>, alone: () => Promise<T>): Promise<T> {
  try {
    return await shared();
  } catch (reason) {
    if (reason instanceof Violation) return alone();
    throw reason;
  }
}
