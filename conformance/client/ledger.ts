/**
 * What a run made, on disk before it is made: one file a run, so that everything can be found and removed after a
 * crash, also a ticket whose answer never arrived.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NdjsonFile, readNdjson } from '../../installation/ndjson.js';

/** One line of a ledger. */
export type Entry =
  /** First line: whose ledger it is. */
  | { run: string; url: string; at: string }
  /** A creation is about to be sent; with the e-mail address too, since a refused request may have no subject. */
  | { intent: number; subject: string; email: string }
  /** It was answered. An intent without an answer may have made a ticket that nobody knows the number of. */
  | { answered: number; status: number }
  /** A ticket of this run is known to be there. */
  | { made: string; subject: string }
  /** It is gone again. */
  | { removed: string };

export const ledgerFolder = (report: string) => join(report, 'ledger');

export class Ledger {
  readonly #path: string | undefined;
  #file: NdjsonFile | undefined;
  readonly #made = new Map<string, string>();
  #intents = 0;
  readonly #unanswered = new Map<number, { subject: string; email: string }>();

  /**
   * The ledger of a run. There is no file until there is something to be entered.
   *
   * @param folder where its file is; none for a judgement of old evidence, which makes nothing
   */
  constructor(
    folder: string | undefined,
    private readonly run: string,
    private readonly url: string,
  ) {
    this.#path = folder && join(folder, `${run}.ndjson`);
  }

  /** The ledger of a run that ended without removing everything, to go on with it. */
  static of(past: PastRun): Ledger {
    const ledger = new Ledger(dirname(past.file), past.run, past.url);
    for (const { number, subject } of past.present) ledger.#made.set(number, subject);
    for (const one of past.unanswered) ledger.#unanswered.set(ledger.#unanswered.size - past.unanswered.length, one);
    ledger.#intents = past.intents;
    return ledger;
  }

  /** Whether anything was ever entered. */
  get used(): boolean {
    return this.#intents > 0 || this.#made.size > 0;
  }

  /**
   * Before a creation is sent. It is on disk when this resolves, so that not even a power failure loses it; what is
   * entered later is found again by searching, and is only written.
   *
   * @returns the number of the entry
   */
  async intend(subject: string, email: string): Promise<number> {
    const intent = ++this.#intents;
    this.#unanswered.set(intent, { subject, email });
    await this.#open()?.appendDurably({ intent, subject, email } satisfies Entry);
    return intent;
  }

  /** The creation was answered. */
  answered(intent: number, status: number): void {
    this.#unanswered.delete(intent);
    this.#write({ answered: intent, status });
  }

  /** Creations that were announced and not answered. */
  unanswered(): { subject: string; email: string }[] {
    return [...this.#unanswered.values()];
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
    this.#file?.close();
    this.#file = undefined;
    if (nothingLeft && this.#path) rmSync(this.#path, { force: true });
  }

  #write(entry: Entry): void {
    this.#open()?.append(entry);
  }

  #open(): NdjsonFile | undefined {
    if (this.#file || !this.#path) return this.#file;
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#file = new NdjsonFile(this.#path);
    if (this.#file.isEmpty) this.#write({ run: this.run, url: this.url, at: new Date().toISOString() });
    return this.#file;
  }
}

/** What a ledger on disk says of a run. */
export interface PastRun {
  file: string;
  run: string;
  url: string;
  /** Tickets known to have been made and not removed. */
  present: { number: string; subject: string }[];
  /** Creations whose answer never arrived. */
  unanswered: { subject: string; email: string }[];
  /** The highest number of an announced creation. */
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
    const past = readLedger(join(folder, name));
    return past.run ? [past] : [];
  });
}

function readLedger(file: string): PastRun {
  const past = { file, run: '', url: '' };
  const made = new Map<string, string>();
  const open = new Map<number, { subject: string; email: string }>();
  let intents = 0;
  // Also of a file with a damaged line: what the others say is there must be found and removed.
  for (const entry of readNdjson(file, 'skip') as (Entry | null)[]) {
    if (entry === null || typeof entry !== 'object') continue;
    if ('run' in entry) Object.assign(past, { run: entry.run, url: entry.url });
    else if ('made' in entry) made.set(entry.made, entry.subject);
    else if ('removed' in entry) made.delete(entry.removed);
    else if ('answered' in entry) open.delete(entry.answered);
    else if ('intent' in entry) {
      open.set(entry.intent, { subject: entry.subject, email: entry.email });
      intents = Math.max(intents, entry.intent);
    }
  }
  const present = [...made].map(([number, subject]) => ({ number, subject }));
  return { ...past, present, unanswered: [...open.values()], intents };
}
