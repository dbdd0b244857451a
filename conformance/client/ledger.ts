/**
 * What a run made, on disk before it is made: one file a run, so that everything can be found and removed after a
 * crash, also a ticket whose answer never arrived.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NdjsonFile, readNdjson } from '../../installation/ndjson.js';
import { UserError } from '../../installation/user-error.js';
import type { Period } from './clock.js';
import { type Creation, type Entry, isEntry, Made } from './ledger-entries.js';

export const ledgerFolder = (report: string) => join(report, 'ledger');

/** Numbers of tickets that are gone may come again where they are drawn by chance: not so many more than these at once. */
const manyReused = 5;
/** And not so many times as often as chance gives them. */
const aboveChance = 5;

export class Ledger {
  readonly #path: string | undefined;
  #file: NdjsonFile | undefined;
  #made = new Made();
  #lastIntent = 0;
  /** Called when an entry cannot be written. @returns what is thrown before a creation is sent */
  onFault: (error: Error) => Error = (error) => error;
  #past = false;
  /** Numbers that creations were answered with, those of tickets that are gone included. */
  readonly #told = new Set<string>();
  #reused = 0;
  /** How many of them may be expected, where all numbers of that length are drawn. */
  #expected = 0;

  /**
   * The ledger of a run. There is no file until there is something to be entered.
   *
   * @param folder where its file is; none for a judgement of old evidence, which makes nothing
   * @param now the clock, in milliseconds
   */
  constructor(
    folder: string | undefined,
    run: string,
    url: string,
    readonly now: () => number = Date.now,
  ) {
    this.#path = folder && join(folder, `${run}.ndjson`);
    this.#made.apply({ run, url, at: this.#time() });
  }

  /** The ledger of a run that makes tickets: a new one, or where the run was stopped and left something, its old one. */
  static open(folder: string, run: string, url: string): Ledger {
    const ledger = new Ledger(folder, run, url);
    const past = pastRuns(folder).runs.find(({ made }) => made.run === run);
    if (past) ledger.#made = past.made;
    return ledger;
  }

  /** The ledger of a run that ended without removing everything, to remove that. @param now the clock, in milliseconds */
  static of({ file, made }: PastRun, now: () => number = Date.now): Ledger {
    const ledger = new Ledger(dirname(file), made.run, made.url, now);
    ledger.#made = made;
    ledger.#past = true;
    return ledger;
  }

  /** A number that several creations were answered with, and the exchange in which that was seen first. */
  repeated: { number: string; exchange: number | undefined } | undefined;

  /** Whether anything was ever entered. */
  get used(): boolean {
    return this.#made.intents > 0 || this.#made.numbers.size > 0;
  }

  /** Whether the run is one of the past, which makes nothing any more. */
  get isPast(): boolean {
    return this.#past;
  }

  /** In which the run made its tickets. */
  get period(): Period {
    const { from, until } = this.#made;
    return { from, until: this.isPast ? until : this.now() };
  }

  /** The addresses that this run's tickets may have as their user's. */
  get addresses(): ReadonlySet<string> {
    return this.#made.addresses;
  }

  /** By how many milliseconds the installation's clock is ahead, where that is known. */
  get clock(): number | undefined {
    return this.#made.clock;
  }

  set clock(clock: number | undefined) {
    if (clock !== undefined) this.#enter({ clock });
  }

  /**
   * Before a creation is sent. It is on disk when this resolves, so that not even a power failure loses it; what is
   * entered later is found again by searching, and is only written.
   *
   * @returns the number of the entry
   * @throws Error when it cannot be written: then nothing may be sent
   */
  async intend(subject: string, email: string): Promise<number> {
    // Taken before anything is awaited: creations at once have numbers of their own.
    this.#lastIntent = Math.max(this.#lastIntent, this.#made.intents) + 1;
    const intent = this.#lastIntent;
    const entry: Entry = { intent, subject, email, at: this.#time() };
    try {
      await this.#open()?.appendDurably(entry);
    } catch (error) {
      throw this.onFault(error as Error);
    }
    this.#made.apply(entry);
    return intent;
  }

  /**
   * The creation was answered.
   *
   * @param number the ticket number in the answer, where it has one
   * @param exchange the ID of the exchange
   */
  answered(intent: number, status: number, subject: string, number?: string, exchange?: number): void {
    const isNew = number !== undefined && !this.owns(number);
    if (number !== undefined) {
      const gone = this.#told.size - this.#made.numbers.size;
      this.#expected += Math.max(0, gone) / (9 * 10 ** (number.length - 1));
      if (isNew && this.#told.has(number)) this.#reused += 1;
      const isMany = this.#reused >= manyReused && this.#reused > aboveChance * this.#expected;
      if (this.creationOf(number) || isMany) this.repeated ??= { number, exchange };
      this.#told.add(number);
    }
    const open = status >= 500 || (status < 300 && !isNew);
    this.#enter({ answered: intent, at: this.#time(), open });
    if (isNew) this.#enter({ made: number, subject, creation: intent });
  }

  /** The creation was not sent after all. */
  unsent(intent: number): void {
    this.#enter({ answered: intent, at: this.#time(), open: false });
  }

  /** Subjects of creations that may have made a ticket whose number no answer told. */
  unanswered(): string[] {
    return [...this.#made.creations.values()].filter(({ open }) => open).map(({ subject }) => subject);
  }

  /** A number that stands for a ticket of this run. */
  made(number: string, subject: string): void {
    if (!this.owns(number)) this.#enter({ made: number, subject });
  }

  /** Of the ticket that a creation was answered with: the time of creation that it showed when it was first read. */
  dated(number: string, created: number): void {
    this.#enter({ dated: number, created });
  }

  removed(number: string): void {
    this.#enter({ removed: number });
  }

  /** Whether a number may stand for a ticket of this run. */
  owns(number: string): boolean {
    return this.#made.numbers.has(number);
  }

  /** The creation that was answered with this number. */
  creationOf(number: string): Creation | undefined {
    return this.#made.numbers.get(number)?.creation;
  }

  /** Numbers that may stand for tickets of this run, with their subjects, the latest first. */
  present(): { number: string; subject: string }[] {
    return [...this.#made.numbers].map(([number, { subject }]) => ({ number, subject })).reverse();
  }

  /** The subject of the ticket of this run that may have this number. */
  subjectOf(number: string): string | undefined {
    return this.#made.numbers.get(number)?.subject;
  }

  /** Closes the ledger; when nothing is left of the run, its file goes too. */
  close(nothingLeft: boolean): void {
    this.#file?.close();
    this.#file = undefined;
    if (nothingLeft && this.#path) rmSync(this.#path, { force: true });
  }

  #time(): string {
    return new Date(this.now()).toISOString();
  }

  /** Known even where the disk is full, so that what was made is removed all the same. */
  #enter(entry: Entry): void {
    this.#made.apply(entry);
    try {
      this.#open()?.append(entry);
    } catch (error) {
      this.onFault(error as Error);
    }
  }

  #open(): NdjsonFile | undefined {
    if (this.#file || !this.#path) return this.#file;
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#file = new NdjsonFile(this.#path);
    const { run, url, from } = this.#made;
    if (this.#file.isEmpty) this.#file.append({ run, url, at: new Date(from).toISOString() } satisfies Entry);
    return this.#file;
  }
}

/** What a ledger on disk says of a run. */
export interface PastRun {
  file: string;
  made: Made;
}

export interface DamagedLedger {
  file: string;
  why: string;
}

/**
 * The ledgers in a folder. A last line that was cut by a crash is passed over: what it announced was never sent. Of a
 * ledger with other damage, what can be read is a run too.
 */
export function pastRuns(folder: string): { runs: PastRun[]; damaged: DamagedLedger[] } {
  const runs: PastRun[] = [];
  const damaged: DamagedLedger[] = [];
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    const { entries, why } = readEntries(file);
    const [header] = entries;
    if (header === undefined && why === undefined) continue;
    const made = new Made();
    for (const entry of entries) made.apply(entry);
    const isOfRun = header !== undefined && 'run' in header && made.run === basename(file, '.ndjson');
    if (isOfRun) runs.push({ file, made });
    if (why !== undefined) damaged.push({ file, why });
    else if (!isOfRun) damaged.push({ file, why: `${file} does not say of which run it is.` });
  }
  return { runs, damaged };
}

/** The entries of a ledger that can be read, and what is wrong with the others. */
function readEntries(file: string): { entries: Entry[]; why?: string } {
  try {
    const lines = readNdjson(file);
    const entries = lines.filter(isEntry);
    const strange = lines.length - entries.length;
    return strange === 0 ? { entries } : { entries, why: `${file} has ${strange} entries of another form.` };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { entries: readNdjson(file, 'skip').filter(isEntry), why: error.message };
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  } catch {
    return [];
  }
}
