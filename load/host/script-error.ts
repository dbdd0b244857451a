/** k6's exit codes, as far as this host ends with them. */
export const k6ExitCodes = {
  passed: 0,
  thresholdsFailed: 99,
  setupTimeout: 100,
  teardownTimeout: 101,
  badOptions: 104,
  interrupted: 105,
  scriptException: 107,
  scriptAborted: 108,
} as const;

export type K6ExitCode = (typeof k6ExitCodes)[keyof typeof k6ExitCodes];

/** Ends a run, with the exit code that k6 has for it. */
export class ScriptError extends Error {
  constructor(
    message: string,
    readonly exitCode: K6ExitCode = k6ExitCodes.scriptException,
  ) {
    super(message);
  }
}
