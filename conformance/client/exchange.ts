/** One request and what came back, as it stands in evidence.ndjson: one line each, after the header line. */

import { createHash } from 'node:crypto';
import type { KeyInfo } from '../../installation/keys.js';
import type { BodyFault } from '../../installation/read-body.js';

/** What the user knows of an installation and no answer tells. */
export interface KnownFacts {
  staffUsername?: string;
  staffId?: number;
  departmentPath?: string;
  topicId?: number;
  /** File ID of a file that is no ticket attachment (a logo, a canned response). */
  otherFileId?: number;
  /** Number of a ticket that is at the same time the internal ID of another. */
  numberThatIsAnId?: string;
  /** Number of a ticket with a file that is embedded in a message. */
  inlineFileTicket?: string;
}

/** The first line of an evidence file: what a later judgement needs to know about the run. */
export interface EvidenceHeader {
  format: 1;
  runId: string;
  /** ISO 8601, UTC. Dates that checks send are reckoned from it. */
  startedAt: string;
  /** The installation's root. */
  url: string;
  reference: boolean;
  mode: 'read' | 'write';
  deletes: boolean;
  /** Whether the run could cause e-mail, and send files of 10 MB. Absent in evidence of 0.1.0. */
  mail?: boolean;
  largeFiles?: boolean;
  /** Names of the keys that the run had, with the permissions that they are said to have. */
  keys: [KeyInfo, ...KeyInfo[]];
  /** What the user knew of the installation. */
  known: KnownFacts;
  /** What the settings say of the installation's capabilities; of the others, its answers are believed. */
  capabilities?: Readonly<Record<string, boolean>>;
  /** Fields that the installation asks of every new ticket, beside those of the contract. */
  newTicket?: Readonly<Record<string, unknown>>;
  /** How much was explored, and with which seed. Absent in evidence of 0.1.0. */
  explore?: number;
  seed?: number;
}

/** A text that stands in a body so many times in a row. */
export interface BodyPart {
  text: string;
  times: number;
}

interface UnkeptBody {
  bytes: number;
  sha256?: string | undefined;
}

/**
 * A body as it was, or what is kept of one that is too large; `sha256` is absent where its bytes never came here. Of a request also the parts that it is made of, where they
 * are short. `base64` is there where the bytes are no text: of a request all of them, of an answer some, from a little
 * before the first byte that is wrong.
 */
export type KeptBody = ({ text: string } | UnkeptBody) & {
  base64?: string;
  parts?: BodyPart[];
};

/** In words, why a body is not shown. */
export const unkept = ({ bytes, sha256 }: UnkeptBody): string =>
  `A body of ${bytes.toLocaleString('en')} bytes, ${sha256 === undefined ? 'which was not kept.' : `too large to be kept. SHA-256 ${sha256}`}`;

/** Characters of a body that are kept; of a longer one the length and the hash are. */
export const keptLength = 2 ** 20;

/** The same where there is much of it already. */
const shortLength = 4_000;

/** What is kept of a body. */
export const keep = (text: string): KeptBody => keepUpTo(keptLength, text);
export const keepShort = (text: string): KeptBody => keepUpTo(shortLength, text);

function keepUpTo(length: number, text: string): KeptBody {
  if (text.length <= length) return { text };
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

export interface KeptResponse {
  status: number;
  headers: Record<string, string>;
  body: KeptBody;
  /** Why the answer cannot be read to its end; `body` is then its beginning, or all that came. */
  unreadable?: { kind: BodyFault['kind'] | 'structure'; text: string };
  durationMs: number;
}

export interface Exchange {
  /** Counts from 1 in the order in which the requests were sent. */
  id: number;
  /** Who sent it: the requirement ID of a check, or the name of something that checks share. */
  scope: string;
  /** operationId, where the request was meant as one. */
  operation?: string;
  /** When it was sent; ISO 8601, UTC. */
  at: string;
  request: {
    method: string;
    url: string;
    /** Header names in lower case. A key is never in here: its name stands in its place, as `<key full>`. */
    headers: Record<string, string>;
    body?: KeptBody;
  };
  /** Absent where no answer came. */
  response?: KeptResponse;
  /** Why no answer came. */
  failure?: string;
}

/** Everything in an evidence file. */
export interface Evidence {
  header: EvidenceHeader;
  /** In the order in which they were sent. They may be read from a file one by one, each time anew. */
  exchanges: Iterable<Exchange>;
}
