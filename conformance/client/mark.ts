/** What the tickets of a run carry, so that they can be told from all others. */

/** Whether a text has the form of a run's ID. */
export const isRunId = (text: unknown): text is string => typeof text === 'string' && /^r[0-9a-f]{7}$/.test(text);

/** What stands at the beginning of the subject of every ticket of a run. */
export const mark = (runId: string) => `[osticket-contract ${runId}]`;

/** The e-mail address of the user of a run's tickets: in a domain that takes no mail. */
export const ownEmail = (runId: string) => `osticket-contract+${runId}@example.com`;

/** The mark of a run, its address or its words, wherever they stand. */
export const ofSomeRun = /\bosticket-contract(?:\+| \(?)r[0-9a-f]{7}\b/;
