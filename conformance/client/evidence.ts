/** evidence.ndjson: written line by line while a run goes on, read back for reports and later judgements. */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { readNdjson } from '../../installation/ndjson.js';
import { printableJson } from '../../installation/printable.js';
import { UserError } from '../../installation/user-error.js';
import type { Evidence, EvidenceHeader, Exchange } from './exchange.js';

export class EvidenceFile {
  readonly #file: string;

  /** Begins a new file. */
  constructor(file: string, header: EvidenceHeader) {
    this.#file = file;
    // Not written over: a file that is there already keeps whoever may read it.
    rmSync(file, { force: true });
    writeFileSync(file, `${JSON.stringify(header)}\n`, { mode: 0o600 });
  }

  /** Written at once and whole, so that a run that is killed leaves everything up to then. */
  add(exchange: Exchange): void {
    appendFileSync(this.#file, `${printableJson(JSON.stringify(exchange))}\n`);
  }
}

/**
 * Reads an evidence file. A last line that was cut (the run was killed while writing) is left out.
 *
 * @throws UserError when there is no such file, or it is no evidence
 */
export function readEvidence(file: string): Evidence {
  const [header, ...exchanges] = readNdjson(file) as [EvidenceHeader | undefined, ...Exchange[]];
  if (header?.format !== 1 || !header.runId) throw new UserError(`${file} is no evidence of a conformance run.`);
  return { header, exchanges: exchanges.sort((a, b) => a.id - b.id) };
}
