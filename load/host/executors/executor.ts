/** What every executor works with. See https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ */
import type { Clock } from '../clock.js';

export interface VirtualUser {
  /** Runs one iteration of the scenario. Resolves when it has ended or was interrupted; never rejects. */
  iterate(): Promise<void>;
  /** Ends the running iteration at once. */
  interrupt(): void;
}

export interface Execution {
  readonly clock: Clock;
  /** Aborted when the whole run stops: a threshold was crossed, or the script aborted. */
  readonly stop: AbortSignal;
  /** Makes one more virtual user ready. */
  virtualUser(): Promise<VirtualUser>;
  /** Counts iterations that could not begin. */
  drop(count: number): void;
}

/**
 * Waits for work that continues after its time: as long as the graceful stop allows, then it is interrupted.
 *
 * @param end moment of the regular end; the work may be done before
 */
export async function gracefully(
  work: Promise<unknown>,
  users: readonly VirtualUser[],
  execution: Execution,
  { end, grace }: { end: number; grace: number },
): Promise<void> {
  const done = new AbortController();
  const finished = work.then(() => done.abort());
  const signal = AbortSignal.any([done.signal, execution.stop]);
  await execution.clock.until(end + grace, signal);
  // A stop of the whole run does not wait.
  if (!done.signal.aborted) for (const user of users) user.interrupt();
  await finished;
}

export const many = (count: number, execution: Execution): Promise<VirtualUser[]> =>
  Promise.all(Array.from({ length: count }, () => execution.virtualUser()));
