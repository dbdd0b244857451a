/** One run against one installation: its ID, its keys, what it may do, and what its checks share. */
import { randomBytes } from 'node:crypto';
import { capabilities, permissions } from '../../contract/keys.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { KeyInfo } from '../../installation/keys.js';
import { Caller, type CallerParts } from '../client/caller.js';
import type { KnownFacts } from '../client/exchange.js';
import { Guard } from '../client/guard.js';
import type { Ledger } from '../client/ledger.js';
import { Ownership } from '../client/ownership.js';
import type { Wire } from '../client/wire.js';
import { Context } from './context.js';
import { Skip } from './outcome.js';

export interface RunInfo {
  /** Eight characters that stand in everything that the run makes. */
  id: string;
  startedAt: Date;
  url: string;
  reference: boolean;
  mode: 'read' | 'write';
  deletes: boolean;
  keys: readonly [KeyInfo, ...KeyInfo[]];
  known: KnownFacts;
}

/** A new run ID: lower-case letters and digits, beginning with a letter so that it is no number. */
export const newRunId = () => `r${randomBytes(5).toString('hex').slice(0, 7)}`;

export class Session {
  /** What the main key may do; null where it is not known. */
  readonly permissions: Record<string, boolean | null>;
  /** What the installation can do; null where it is not known. */
  readonly capabilities: Record<string, boolean | null> = Object.fromEntries(
    Object.keys(capabilities).map((name) => [name, null]),
  );
  /** What the installation says of itself. */
  server: string | undefined;
  readonly guard: Guard;
  readonly #shared = new Map<string, Promise<unknown>>();
  readonly #parts: CallerParts;

  constructor(
    readonly run: RunInfo,
    readonly wire: Wire,
    readonly ledger: Ledger | undefined,
  ) {
    const [main] = run.keys;
    this.permissions = Object.fromEntries(
      permissions.map((name) => [name, main.permissions ? main.permissions.includes(name) : null]),
    );
    this.guard = new Guard(run, ledger, run.id);
    const api = `${run.url}/api`;
    this.#parts = {
      wire,
      guard: this.guard,
      ledger,
      ownership: wire.live ? new Ownership(wire, api, run.id, main.name) : undefined,
      api,
      mainKey: main.name,
      permit: (id, key) => this.#permit(id, key),
    };
  }

  /** A trial of its own for a check, or for what checks share. */
  trial(scope: string, requirement?: RequirementId): Context {
    return new Context(requirement, this, new Caller(scope, this.#parts));
  }

  /**
   * What several checks need is made once, by whichever comes first, in a scope of its own: so the requests of a check
   * do not depend on the order of the checks. A failure is shared too.
   */
  share<T>(name: string, make: (t: Context) => Promise<T>): Promise<T> {
    const known = this.#shared.get(name);
    if (known) return known as Promise<T>;
    const made = make(this.trial(name));
    // It is awaited by whoever shares it; a failure that nobody awaits any more is no fault of the process.
    made.catch(() => {});
    this.#shared.set(name, made);
    return made;
  }

  /** @throws Skip when the installation is known to lack what an operation needs; then it answers nothing but 501 */
  requireCapability(id: OperationId): void {
    const { capability } = operation(id);
    if (capability && this.capabilities[capability] === false) {
      throw new Skip('capability-absent', `The installation lacks the ${capabilities[capability]?.plugin}.`);
    }
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
