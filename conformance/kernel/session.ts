/** One run against one installation: its ID, its keys, what it may do, and what its checks share. */
import { randomBytes } from 'node:crypto';
import { capabilities, permissions } from '../../contract/keys.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Result, Results } from '../../generated/results.js';
import type { KeyInfo } from '../../installation/keys.js';
import { Caller, type CallerParts } from '../client/caller.js';
import type { Exchange, KnownFacts } from '../client/exchange.js';
import { Guard } from '../client/guard.js';
import type { Ledger } from '../client/ledger.js';
import { Ownership } from '../client/ownership.js';
import { Sender } from '../client/sender.js';
import type { Wire } from '../client/wire.js';
import { Tally } from '../invariants/tally.js';
import type { Shared } from './each.js';
import { type Finding, Skip } from './outcome.js';
import type { Probes } from './probes.js';

export interface RunInfo {
  /** Eight characters that are in everything that the run makes. */
  id: string;
  startedAt: Date;
  url: string;
  reference: boolean;
  mode: 'read' | 'write';
  deletes: boolean;
  /** Whether requests may be sent that can cause e-mail. */
  mail: boolean;
  /** Whether files of 10 MB and bodies of 80 MB may be sent. */
  largeFiles: boolean;
  keys: readonly [KeyInfo, ...KeyInfo[]];
  known: KnownFacts;
  /** What the settings say of the installation's capabilities; of the others, its answers are believed. */
  capabilities?: Readonly<Record<string, boolean>>;
  /** Fields that the installation asks of every new ticket, beside those of the contract. */
  newTicket?: Readonly<Record<string, unknown>>;
  /** Requests that an exploration may send; absent or 0: nothing is explored. */
  explore?: number;
  /** What its sequences of requests are made from. */
  seed?: number;
}

/** The seed of a run's exploration: another one in each run, unless it is said. */
export const seedOf = ({ id, seed }: Pick<RunInfo, 'id' | 'seed'>): number => seed ?? Number.parseInt(id.slice(1), 16);

/** A new run ID: lower-case letters and digits, beginning with a letter so that it is no number, and without a zero, which is searched for. */
export const newRunId = () => `r${randomBytes(5).toString('hex').slice(0, 7).replaceAll('0', 'f')}`;

/** A wire whose answers somebody sees, whoever asked for them. */
const watched = (wire: Wire, see: (exchange: Exchange) => void): Wire => ({
  live: wire.live,
  get sent() {
    return wire.sent;
  },
  retry: (attempt, exchangeOf) => wire.retry(attempt, exchangeOf),
  send: async (request) => {
    const exchange = await wire.send(request);
    see(exchange);
    return exchange;
  },
});

/** That an operation leaves alone what a request does not name. */
export type OthersUntouched = Extract<RequirementId, `${string}/others-untouched`>;

export class Session {
  /** What the main key may do; null where it is not known. */
  readonly permissions: Record<string, boolean | null>;
  /** What the installation can do; null where it is not known. */
  readonly capabilities: Record<string, boolean | null> = Object.fromEntries(
    Object.keys(capabilities).map((name) => [name, null]),
  );
  /** Why a capability is none, where the installation does not say so itself. */
  readonly whyAbsent = new Map<string, string>();
  /** What the installation says of itself. */
  server: string | undefined;
  readonly guard: Guard;
  /** What checks share, by its name (see Context.share). */
  readonly shared = new Map<string, Shared>();
  /** The last act with what checks share, by its name (see Context.inTurn). */
  readonly turns = new Map<string, Promise<unknown>>();
  readonly probes: Probes;
  /** Proves whose tickets are; absent in a judgement of kept evidence, and in a run that only reads. */
  readonly ownership: Ownership | undefined;
  /** Judges every answer, whatever it was asked for. */
  readonly answers = new Tally();
  /** Verdicts so far, by the names of the checks. */
  readonly verdicts = new Map<string, Result['verdict']>();
  /** Broken requirements that were found when the other checks had ended, and whose own checks may have passed. */
  readonly findings: Finding[] = [];
  /** Operations of the checks that found their requirement broken in what is read, and the fields, by the names of the checks. */
  readonly foundByReading = new Map<string, { operation: OperationId; fields: readonly string[] }>();
  /** What is broken by operations that change tickets which nobody named: what is read proves nothing of other operations. */
  touchedOthers: readonly OthersUntouched[] = [];
  /** Fields of tickets that change while nothing is done to them, by their stems, as far as it was looked at. */
  changesAlone: readonly string[] = [];
  /** How the installation refuses every new ticket that has the usual fields only; nothing where it takes them. */
  refusesTickets: string | undefined;
  /** What was explored; nothing before. */
  explored: Results['run']['explored'];
  readonly #parts: CallerParts;

  /** @param probes makes the probes that this session sends */
  constructor(
    readonly run: RunInfo,
    readonly wire: Wire,
    readonly ledger: Ledger | undefined,
    probes: (session: Session) => Probes,
  ) {
    const [main] = run.keys;
    this.permissions = Object.fromEntries(
      permissions.map((name) => [name, main.permissions ? main.permissions.includes(name) : null]),
    );
    for (const [name, stated] of Object.entries(run.capabilities ?? {})) this.capabilities[name] = stated;
    this.guard = new Guard(run, ledger, run.id);
    const api = `${run.url}/api`;
    const { id: runId, reference } = run;
    // Kept evidence is judged as a whole, and not only what is asked for again.
    const seen = wire.live ? watched(wire, (exchange) => this.answers.see(exchange)) : wire;
    this.ownership =
      wire.live && ledger
        ? new Ownership({
            ...{ wire: seen, ledger, api, runId, reference },
            mainKey: main.name,
            mayRead: () => this.permissions.can_read_tickets !== false,
          })
        : undefined;
    this.#parts = {
      sender: new Sender({ wire: seen, guard: this.guard, ledger, ownership: this.ownership, api }),
      api,
      mainKey: main.name,
      permit: (id, key) => this.#permit(id, key),
    };
    this.probes = probes(this);
  }

  /** Sends requests under the name of a check, or of what checks share. */
  caller(scope: string): Caller {
    return new Caller(scope, this.#parts);
  }

  /** @throws Skip when the installation is known to lack what an operation needs; then it answers nothing but 501 */
  requireCapability(id: OperationId): void {
    const { capability } = operation(id);
    if (capability && this.capabilities[capability] === false) throw this.absence(capability);
  }

  /** @throws Skip when the installation says as documented that it lacks what an operation needs */
  requireNoAbsence(id: OperationId): void {
    const { capability } = operation(id);
    if (capability && !this.whyAbsent.has(capability)) this.requireCapability(id);
  }

  /** @throws Skip when a capability is there but does not work, so that nothing is known of an installation without it */
  requireAbsenceOrUse(capability: string): void {
    if (this.whyAbsent.has(capability)) throw this.absence(capability);
  }

  /** Notes what an answer shows of a capability. @returns what stands: the settings' word first */
  learn(capability: string, shown: boolean | null): boolean | null {
    const stands = this.run.capabilities?.[capability] ?? shown;
    this.capabilities[capability] = stands;
    return stands;
  }

  /** Says that a capability is not there. */
  absence(capability: string): Skip {
    const plugin = capabilities[capability]?.plugin;
    const why = this.whyAbsent.get(capability);
    return new Skip(
      'capability-absent',
      why ? `The ${plugin} does not work here: ${why}` : `The installation lacks the ${plugin}.`,
    );
  }

  /** @throws Skip when the main key is known to lack the operation's permission, or the installation its capability */
  #permit(id: OperationId, key: string): void {
    this.requireCapability(id);
    const { permission } = operation(id);
    const [main] = this.run.keys;
    // A permission that the key is said to have is relied on: a refusal is then a failure and no reason to skip.
    if (key === main.name && this.permissions[permission] === false) {
      throw new Skip('no-permission', `The key lacks ${permission}.`);
    }
  }
}
