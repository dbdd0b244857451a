/** The metrics of the scripts. All carry the tag `operation`. */
import { Counter, Rate, Trend } from 'k6/metrics';
import type { ErrorKind } from './error-kinds.ts';

/** Time to a right answer. Answers that are errors or were turned away are often fast and would flatter it. */
export const answerTime = new Trend('answer_time', true);
/** Share of errors among the requests that were not turned away. */
export const errors = new Rate('errors');
/** Share of requests that a limit of the web server turned away. */
export const turnedAway = new Rate('turned_away');
/** Answers that were compared with the contract's shape. */
export const shapesChecked = new Counter('shapes_checked');

export const errorsByKind: Record<ErrorKind, Counter> = {
  timeout: new Counter('errors_timeout'),
  connection: new Counter('errors_connection'),
  status: new Counter('errors_status'),
  shape: new Counter('errors_shape'),
};

/** Bytes of file content, as the files have them (not as Base64). */
export const downloaded = new Counter('downloaded_bytes');
export const uploaded = new Counter('uploaded_bytes');
/** MB/s of one file: 1 MB is 2^20 bytes, as in osTicket. */
export const downloadSpeed = new Trend('download_speed');
export const uploadSpeed = new Trend('upload_speed');
