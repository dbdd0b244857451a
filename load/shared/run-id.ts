/** The marks of a run, the same as those of the conformance suite, so that tickets that are left can be recognised. */

/** An ID that no other run has: each machine of a distributed run has its own. */
export function newRunId(): string {
  const random = Math.floor(Math.random() * 36 ** 6).toString(36);
  return `load-${Date.now().toString(36)}-${random}`;
}

/** Beginning of the subject of a run's tickets. */
export const mark = (runId: string) => `[osticket-contract ${runId}]`;

/** The e-mail address of the user of a run's tickets: in a domain that takes no mail. */
export const ownEmail = (runId: string) => `osticket-contract+${runId}@example.com`;
