/** What a check works with: it sends requests, states what it expects, and shares what other checks need too. */
import { isDeepStrictEqual } from 'node:util';
import { type OperationId, operation } from '../../contract/operations.js';
import { refusalCodes } from '../../contract/requirements.js';
import type { RefusalId, RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import type { Caller, RawRequest, RequestOf } from '../client/caller.js';
import { NoEvidence } from '../client/wire.js';
import { shapeRequirement } from '../invariants/fields.js';
import { readField } from '../invariants/read-field.js';
import { Doubts } from './doubts.js';
import type { Part, Shared } from './each.js';
import { needsItsType } from './its-type.js';
import { Skip, Untestable, Violation } from './outcome.js';
import type { Session } from './session.js';
import { show } from './show.js';

export type { Answer, RawRequest };

export class Context {
  /** The answers that this check got, in order. */
  readonly answers: Answer[] = [];
  /** Lists of requests of which kept evidence may have a part (see each.ts), of what it shares with others too. */
  readonly parts = new Set<Part>();
  /** What it read that has another type than it should have. */
  readonly doubts = new Doubts();

  readonly #caller: Caller;
  readonly #scope: string;

  /**
   * @param scope name of the check or of what checks share, for the evidence
   * @param requirement the requirement that is checked; absent for what checks share
   */
  constructor(
    readonly session: Session,
    scope: string,
    readonly requirement?: RequirementId,
  ) {
    this.#caller = session.caller(scope);
    this.#scope = scope;
  }

  /** A name, number or ID that nothing has: it contains the ID of the run. */
  get unknownName(): string {
    return `no-such-${this.session.run.id}`;
  }

  /** Sends a valid request. */
  async call<Id extends OperationId>(id: Id, request: RequestOf<Id>): Promise<Answer> {
    return this.#noted(await this.#caller.call(id, request));
  }

  /** Sends any request, valid or not. */
  async send(request: RawRequest): Promise<Answer> {
    return this.#noted(await this.#caller.send(request));
  }

  #noted(answer: Answer): Answer {
    this.answers.push(answer);
    return answer;
  }

  /**
   * Makes once what several checks need, in a scope of its own: so the requests of a check do not depend on the order of
   * the checks. A failure is shared too. In evidence of the time before checks shared it, each has made it for itself.
   */
  async share<T>(name: string, make: (t: Context) => Promise<T>): Promise<T> {
    try {
      return await this.#once(name, name, make);
    } catch (reason) {
      if (this.session.wire.live || !(reason instanceof NoEvidence)) throw reason;
      return this.#once(`${name}, of ${this.#scope}`, this.#scope, make).catch((other) => {
        throw other instanceof NoEvidence ? reason : other;
      });
    }
  }

  async #once<T>(name: string, scope: string, make: (t: Context) => Promise<T>): Promise<T> {
    const { shared } = this.session;
    const known = shared.get(name) ?? this.#begun(new Context(this.session, scope), make);
    shared.set(name, known);
    try {
      return (await known.made) as T;
    } finally {
      for (const part of known.parts) this.parts.add(part);
    }
  }

  #begun<T>(own: Context, make: (t: Context) => Promise<T>): Shared {
    const made = own.attempt(() => make(own));
    // Every check that shares it awaits it; until then a failure must not end the process.
    made.catch(() => {});
    return { made, parts: own.parts };
  }

  /** Does something that can be done in another way from the beginning, where kept evidence lacks a request of it. */
  async attempt<T>(act: () => Promise<T>): Promise<T> {
    const before = new Set(this.parts);
    try {
      return await (this.session.wire.attempt?.(this.#scope, act) ?? act());
    } catch (reason) {
      for (const part of this.parts) if (!before.has(part)) this.parts.delete(part);
      throw reason;
    }
  }

  /** Does something with what checks share, such as a ticket, while no other check does. @param what its name */
  inTurn<T>(what: string, act: () => Promise<T>): Promise<T> {
    const { turns } = this.session;
    const done = (turns.get(what) ?? Promise.resolve()).then(act);
    turns.set(
      what,
      done.catch(() => {}),
    );
    return done;
  }

  /** The answer to the simplest valid request of an operation, sent once a run. Not judged. */
  simplest(id: OperationId): Promise<Answer> {
    return this.session.probes.simplest(id);
  }

  /**
   * Makes sure that an operation serves its simplest request.
   *
   * @throws Untestable when it does not, unless that is the very requirement that is checked
   */
  async works(id: OperationId): Promise<void> {
    const prerequisite = this.session.probes.requirements[id];
    if (this.requirement === prerequisite) return this.session.requireNoAbsence(id);
    this.session.requireCapability(id);
    const answer = await this.simplest(id);
    if (!answer.isSuccess) throw new Untestable(prerequisite, `${id} does not work at all: ${answer.summary}`);
  }

  /** Says that the requirement is broken. */
  violated(expected: string, actual: string, answers: Answer | readonly Answer[], pointer?: string): never {
    throw new Violation({ expected, actual, pointer, answers: [answers].flat() });
  }

  /** Expects a condition to hold. */
  that(
    condition: boolean,
    expected: string,
    actual: string,
    answer: Answer | readonly Answer[],
    pointer?: string,
  ): void {
    if (!condition) this.violated(expected, actual, answer, pointer);
  }

  /** Expects a value in an answer. @throws Untestable as `needsItsType` does */
  equal(answer: Answer, pointer: string, actual: unknown, expected: unknown): void {
    if (isDeepStrictEqual(actual, expected)) return;
    needsItsType([answer], pointer, expected);
    this.violated(show(expected), show(actual), answer, pointer);
  }

  /** Expects a content type. */
  contentType(answer: Answer, type: string): void {
    this.that(answer.contentType === type, type, answer.contentType || 'no content type', answer);
  }

  /**
   * Expects the documented success of the action that is checked.
   *
   * @throws Untestable when the operation does not even serve its simplest request, or the success cannot be read: other
   * checks report these
   */
  async succeeds(answer: Answer): Promise<void> {
    if (!answer.isSuccess) {
      if (answer.operation) await this.works(answer.operation);
      this.#needsItsShape(answer);
      this.violated('the documented success', answer.summary, answer);
    }
    this.readable(answer);
  }

  /** Expects the documented success with a code that the contract has for it. */
  async succeedsWithCode(answer: Answer): Promise<void> {
    await this.succeeds(answer);
    const { responses } = operation(answer.operation as OperationId);
    const codes = Object.keys(responses)
      .map(Number)
      .filter((code) => code < 300);
    this.that(codes.includes(answer.status), `status ${codes.join(' or ')}`, answer.summary, answer);
  }

  /** @throws Untestable when a success has another shape than the operation's, which one check reports for all */
  #needsItsShape(answer: Answer): void {
    const prerequisite = answer.operation && shapeRequirement(answer.operation);
    if (!answer.isOfAnotherShape || !prerequisite || this.requirement === prerequisite) return;
    throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
  }

  /** The documented success of an action that the check only builds on. @throws Untestable when it is none */
  needs(answer: Answer, prerequisite: RequirementId): Answer {
    if (answer.isSuccess) return this.readable(answer);
    throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
  }

  /** A success in JSON, if JSON was asked for. @throws Untestable when it is not JSON, so that nothing can be read from it */
  readable(answer: Answer): Answer {
    const prerequisite = 'formats/json-on-json-extension';
    if (this.requirement === prerequisite || !answer.isUnreadable) return answer;
    throw new Untestable(prerequisite, `Needed JSON, but the answer was ${answer.summary}`);
  }

  /**
   * Expects a refusal with one of the codes of the requirement that is checked.
   *
   * @param others requirements that demand a refusal of this request, too, perhaps with another code
   * @throws Untestable when the operation does not even serve its simplest request, or answers all mistakes with the code
   * of a success: other checks report these
   */
  async refused(answer: Answer, ...others: RefusalId[]): Promise<void> {
    if (this.isRefusal(answer, ...others)) return;
    await this.#servesSimplest(answer);
    await this.needsErrorCodes(answer);
    this.violated(`a refusal with ${this.#codes(others).join(' or ')}`, answer.summary, answer);
  }

  /** Whether an answer has one of the codes of the requirement that is checked, or of one of the others. */
  isRefusal(answer: Answer, ...others: RefusalId[]): boolean {
    return this.#codes(others).includes(answer.status);
  }

  #codes(others: readonly RefusalId[]): number[] {
    if (!this.requirement) throw new Error('What checks share is not refused by a requirement.');
    return [...new Set([this.requirement, ...others].flatMap(refusalCodes))];
  }

  /** Makes sure that the operation of an answer serves its simplest request, where there are data to try that on. */
  async #servesSimplest(answer: Answer): Promise<void> {
    try {
      if (answer.operation) await this.works(answer.operation);
    } catch (reason) {
      // What is missing is refused with a code of its own.
      const { requirement } = this;
      const isAbsence = reason instanceof Skip && reason.code === 'capability-absent';
      if (isAbsence && requirement === `${answer.operation}/absent-501` && !answer.isErrorAsSuccess) return;
      // A permission that the key lacks explains a 403 and no other code.
      const isExplained = reason instanceof Skip && reason.code === 'no-permission';
      if (!(reason instanceof Skip) || (isExplained && answer.isRefusedAs('permissions/lacking-403'))) throw reason;
    }
  }

  /**
   * Where an operation answers all mistakes with the code of a success, another check reports that, and whether a request
   * is refused with the right code cannot be said.
   *
   * @throws Untestable when it is so
   */
  async needsErrorCodes(answer: Answer): Promise<void> {
    const { operation: id } = answer;
    const isNoRefusal = (one: Answer) => one.isErrorAsSuccess || one.isOfAnotherShape;
    if (!id || !isNoRefusal(answer)) return;
    const others = await this.session.probes.mistakes(id);
    if (others.length === 0 || !others.every(isNoRefusal)) return;
    const shape = answer.isErrorAsSuccess ? undefined : shapeRequirement(id);
    const prerequisite = shape ?? 'errors/success-is-no-error';
    throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
  }

  /**
   * The values of a field in an answer. Where they, or what they are in, do not have the shape that the contract gives
   * them, a check that only builds on it goes by what they can only mean.
   *
   * @throws Violation when they do not have it, and that is the requirement that is checked
   * @throws Untestable when they can mean nothing, or more than one thing
   */
  field(answer: Answer, id: RequirementId): unknown[] {
    const { values, fault } = readField(id, answer.content);
    if (!fault) return values;
    const { requirement, pointer, expected, actual } = fault;
    if (requirement === this.requirement) this.violated(expected, show(actual), answer, pointer);
    const meant = readField(id, answer.meant);
    if (!meant.fault) {
      this.doubts.add(fault, meant.values);
      return meant.values;
    }
    const { insteadOf } = answer;
    if (insteadOf) this.needs(insteadOf.answer, this.session.probes.requirements[answer.operation ?? 'getTicket']);
    throw new Untestable(requirement, `Needed ${requirement}, but ${pointer} was ${show(actual)}`);
  }

  /**
   * The value of a field of which an answer has one.
   *
   * @throws as `field`, and Untestable when the answer does not have the field
   */
  value(answer: Answer, id: RequirementId): unknown {
    const [value] = this.field(answer, id);
    if (value === undefined) throw new Untestable(id, `Needed ${id}, but the answer does not have the field`);
    return value;
  }
}
