/** What every report is: a pure function of the results and the evidence. One file here for each format. */
import type { Results } from '../../generated/results.js';
import type { Evidence } from '../client/exchange.js';

export interface Report {
  /** Name of the file in the report folder. */
  file: string;
  render(results: Results, evidence: Evidence): string;
}

/** A report that may be larger than memory. */
export interface PiecewiseReport {
  /** Name of the file in the report folder. */
  file: string;
  /** Its text, piece by piece. */
  pieces(results: Results, evidence: Evidence): Iterable<string>;
}

/** A report of several files, in a folder of their own. */
export interface FolderReport {
  folder: string;
  files(results: Results, evidence: Evidence): { name: string; text: string }[];
}
