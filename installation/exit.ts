/** How the commands of the suite end. */

/** Exit codes of `osticket-contract`. */
export const exitCodes = {
  conformant: 0,
  failed: 1,
  badSettings: 2,
  notReachable: 3,
  suiteFault: 4,
  notVerified: 5,
  /** The time of --budget was used up before the run came to its end. */
  outOfTime: 6,
  /** Ended with Ctrl+C, after the clean-up. */
  interrupted: 130,
  /** Ended with SIGTERM, after the clean-up. */
  terminated: 143,
} as const;

/** The target cannot be tested at all: one sentence that says what to do. */
export class NotReachable extends Error {}

/** Ended by a signal before there was anything to report. */
export class EndedBefore extends Error {
  /** @param code of the process */
  constructor(readonly code: number) {
    super('Ended before the first check: there is no report.');
  }
}

/** The suite itself has a fault. */
export class SuiteFault extends Error {}
