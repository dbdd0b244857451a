/** Names the file that the threads of a run write their marks to. */
export const marksVariable = 'START_MARKS';

export interface StartMark {
  readonly part: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** CPU time of all threads until then. */
  readonly cpuMs?: number;
}
