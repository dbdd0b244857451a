/** The result of a run, as in summary.json. Node reads it too, so this file imports nothing. */

export interface Transfer {
  bytes: number;
  /** Files. */
  count: number;
  /** MB/s of all of them together, over the whole run, and of a single one in the middle of the order. */
  together: number;
  typical: number;
}

export interface OperationFigures {
  /** operationId. */
  id: string;
  /** Right answers, and milliseconds until they were there. */
  served: number;
  perSecond: number;
  time: { average: number; median: number; p90: number; p95: number; p99: number; most: number };
  /** Shares from 0 to 1. */
  errors: number;
  turnedAway: number;
}

export interface ThresholdResult {
  /** As k6 has it: `answer_time{operation:searchTickets}` and `p(95)<1000`. */
  metric: string;
  expression: string;
  ok: boolean;
  /** What was measured; absent where nothing was. */
  value?: number;
  /** The two as a sentence. */
  sentence: string;
}

export interface LoadSummary {
  format: 1;
  script: 'search' | 'attachments';
  scenario: string;
  target: string;
  endedAt: string;
  seconds: number;
  passed: boolean;
  operations: OperationFigures[];
  errors: { timeout: number; connection: number; status: number; shape: number };
  turnedAway: number;
  /** Iterations that ended, and those that could not begin since all virtual users were busy. */
  iterations: number;
  dropped: number;
  shapesChecked: number;
  virtualUsers: number;
  downloads?: Transfer;
  uploads?: Transfer;
  /** How the installation's answers differ from the contract; they count as right all the same (see --strict). */
  differences?: string[];
  thresholds: ThresholdResult[];
}
