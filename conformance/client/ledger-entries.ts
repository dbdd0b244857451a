/** The entries of a ledger, and what they say together of a run. */
import { isRunId, ownEmail } from './mark.js';

/** One line of a ledger. Times are ISO 8601, UTC. */
export type Entry =
  /** First line: whose ledger it is. */
  | { run: string; url: string; at: string }
  /** A creation is about to be sent. By the address of its user its ticket can be told from others. */
  | { intent: number; subject: string; email: string; at: string }
  /** It was answered; `open` where it may have made a ticket all the same whose number the answer does not tell. */
  | { answered: number; at: string; open: boolean }
  /** A number that an answer to a creation, or a search, gave for a ticket of this run. It is proven before each use. */
  | { made: string; subject: string; creation?: number }
  /** That ticket is gone again, or the number is another one's. */
  | { removed: string }
  /** The time of creation that the ticket showed when it was first read, where the installation's clock was put forward or back before. */
  | { dated: string; created: number }
  /** By how many milliseconds the installation's clock is ahead of this machine's. */
  | { clock: number };

/** A creation that was sent. */
export interface Creation {
  subject: string;
  /** When it was sent, and when it was answered; in milliseconds. */
  from: number;
  until?: number;
  /** Whether it may have made a ticket whose number no answer told. */
  open: boolean;
  /** The time of creation that its ticket showed when it was first read, where the installation's clock had been put forward or back. */
  shown?: number;
}

const isText = (value: unknown) => typeof value === 'string';
const isTime = (value: unknown) => isText(value) && !Number.isNaN(Date.parse(value as string));

/** The form of each kind of entry, by its first field. */
const forms: Record<string, Record<string, (value: unknown) => boolean>> = {
  run: { run: isRunId, url: isText, at: isTime },
  intent: { intent: Number.isInteger, subject: isText, email: isText, at: isTime },
  answered: { answered: Number.isInteger, at: isTime, open: (value) => typeof value === 'boolean' },
  made: { made: isText, subject: isText, creation: (value) => value === undefined || Number.isInteger(value) },
  removed: { removed: isText },
  dated: { dated: isText, created: Number.isFinite },
  clock: { clock: Number.isFinite },
};

/** Whether a line of a ledger is one that this version writes. */
export function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const [kind = ''] = Object.keys(value);
  const form = Object.hasOwn(forms, kind) ? Object.entries(forms[kind] ?? {}) : undefined;
  return form?.every(([name, fits]) => fits((value as Record<string, unknown>)[name])) ?? false;
}

/** What a run made, as far as it is known. */
export class Made {
  run = '';
  url = '';
  /** When the run began, and when it last sent a creation or got its answer; in milliseconds. */
  from = 0;
  until = 0;
  /** The highest number of an intent. */
  intents = 0;
  clock: number | undefined;
  /** Subject and creation of each number that may stand for a ticket of the run. */
  readonly numbers = new Map<string, { subject: string; creation: Creation | undefined }>();
  readonly creations = new Map<number, Creation>();
  /** The addresses that creations gave their users, of those that nobody else can have. */
  readonly addresses = new Set<string>();

  apply(entry: Entry): void {
    if ('at' in entry) this.until = Math.max(this.until, Date.parse(entry.at));
    if ('run' in entry) {
      Object.assign(this, { run: entry.run, url: entry.url, from: Date.parse(entry.at) });
      this.addresses.add(ownEmail(entry.run));
    } else if ('intent' in entry) {
      this.intents = Math.max(this.intents, entry.intent);
      this.creations.set(entry.intent, { subject: entry.subject, from: Date.parse(entry.at), open: true });
      if (entry.email.includes(this.run)) this.addresses.add(entry.email);
    } else if ('answered' in entry) {
      const creation = this.creations.get(entry.answered);
      if (creation) Object.assign(creation, { until: Date.parse(entry.at), open: entry.open });
    } else if ('made' in entry) {
      const creation = entry.creation === undefined ? undefined : this.creations.get(entry.creation);
      this.numbers.set(entry.made, { subject: entry.subject, creation });
    } else if ('removed' in entry) {
      this.numbers.delete(entry.removed);
    } else if ('dated' in entry) {
      const creation = this.numbers.get(entry.dated)?.creation;
      if (creation) creation.shown = entry.created;
    } else {
      this.clock = entry.clock;
    }
  }
}
