/**
 * What a run made, on disk before it is made: one file a run, so that everything can be found and removed after a
 * crash, also a ticket whose answer never arrived.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One line of a ledger. */
export type Entry =
  /** First line: whose ledger it is. */
  | { run: string; url: string; at: string }
  /** A creation is about to be sent; with the e-mail address too, since a refused request may have no subject. */
  | { intent: number; subject: string; email: string }
  /** A ticket of this run is known to be there. */
  | { made: string; subject: string }
  /** It is gone again. */
  | { removed: string };

export const ledgerFolder = (report: string) => join(report, 'ledger');

export class Ledger {
  readonly #file: string;
  #fd: number | undefined;
  readonly #made = new Map<string, string>();
  #intents = 0;

  /** The ledger of a run. There is no file until there is something to be entered. */
  constructor(
    folder: string,
    private readonly run: string,
    private readonly url: string,
  ) {
    this.#file = join(folder, `${run}.ndjson`);
  }

  /** Whether anything was ever entered. */
  get used(): boolean {
    return this.#fd !== undefined;
  }

  /** Before a creation is sent. On disk when this returns. */
  intend(subject: string, email: string): void {
    this.#write({ intent: ++this.#intents, subject, email });
  }

  /** A ticket that this run made, by its number. */
  made(number: string, subject: string): void {
    if (this.#made.has(number)) return;
    this.#made.set(number, subject);
    this.#write({ made: number, subject });
  }

  removed(number: string): void {
    this.#made.delete(number);
    this.#write({ removed: number });
  }

  /** Whether this run made the ticket with this number, and it may still be there. */
  owns(number: string): boolean {
    return this.#made.has(number);
  }

  /** Numbers and subjects of the tickets that this run made and that may still be there, the latest first. */
  present(): { number: string; subject: string }[] {
    return [...this.#made].map(([number, subject]) => ({ number, subject })).reverse();
  }

  /** Closes the ledger; when nothing is left of the run, its file goes too. */
  close(nothingLeft: boolean): void {
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    if (nothingLeft) rmSync(this.#file);
  }

  #write(entry: Entry): void {
    if (this.#fd === undefined) {
      mkdirSync(dirname(this.#file), { recursive: true });
      this.#fd = openSync(this.#file, 'a');
      this.#write({ run: this.run, url: this.url, at: new Date().toISOString() });
    }
    writeSync(this.#fd, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#fd);
  }
}

/** What a ledger on disk says of a run. */
export interface PastRun {
  file: string;
  run: string;
  url: string;
  /** Tickets known to have been made and not removed. */
  present: { number: string; subject: string }[];
  /** E-mail addresses of what was sent. */
  emails: string[];
  intents: number;
}

/** The ledgers in a folder. A line that was cut by a crash is passed over: what it announced was never sent. */
export function pastRuns(folder: string): PastRun[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = join(folder, name);
    const past: PastRun = { file, run: '', url: '', present: [], emails: [], intents: 0 };
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      let entry: Entry;
      try {
        entry = JSON.parse(line);
      } catch {
        continue;
      }
      if ('run' in entry) Object.assign(past, { run: entry.run, url: entry.url });
      else if ('made' in entry) past.present.push({ number: entry.made, subject: entry.subject });
      else if ('removed' in entry) past.present = past.present.filter(({ number }) => number !== entry.removed);
      else {
        past.intents++;
        if (!past.emails.includes(entry.email)) past.emails.push(entry.email);
      }
    }
    return past.run ? [past] : [];
  });
}
