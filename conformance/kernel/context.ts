/** What a check works with: it sends requests, states what it expects, and shares what others have made or seen. */
import { isDeepStrictEqual } from 'node:util';
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import type { Caller, RawRequest, RequestOf } from '../client/caller.js';
import { asksForJson, isErrorInDisguise, isSuccess } from '../client/success.js';
import { Untestable, Violation } from './outcome.js';
import { readField } from './read-field.js';
import type { Session } from './session.js';
import { show } from './show.js';

export class Context {
  /** The answers that this check got, in order. */
  readonly answers: Answer[] = [];

  readonly #caller: Caller;

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
   * What several checks need is made once, by whichever comes first, in a scope of its own: so the requests of a check
   * do not depend on the order of the checks. A failure is shared too.
   */
  share<T>(name: string, make: (t: Context) => Promise<T>): Promise<T> {
    const { shared } = this.session;
    const known = shared.get(name);
    if (known) return known as Promise<T>;
    const made = make(new Context(this.session, name));
    // Whoever shares it awaits it; a failure that nobody awaits any more is no fault of the process.
    made.catch(() => {});
    shared.set(name, made);
    return made;
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
    if (this.requirement === prerequisite) return;
    const answer = await this.simplest(id);
    if (!isSuccess(answer)) throw new Untestable(prerequisite, `${id} does not work at all: ${answer.summary}`);
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

  /** Expects a value in an answer. */
  equal(answer: Answer, pointer: string, actual: unknown, expected: unknown): void {
    this.that(isDeepStrictEqual(actual, expected), show(expected), show(actual), answer, pointer);
  }

  /** Expects one of these status codes. */
  status(answer: Answer, ...codes: number[]): void {
    this.that(codes.includes(answer.status), `status ${codes.join(' or ')}`, answer.summary, answer);
  }

  /**
   * Expects the documented success of the action that is checked.
   *
   * @throws Untestable when the operation does not even serve its simplest request, or the success cannot be read: other
   * checks report these
   */
  async succeeds(answer: Answer): Promise<void> {
    if (isSuccess(answer)) return this.legible(answer);
    const id = answer.operation;
    if (id) await this.works(id);
    this.violated('the documented success', answer.summary, answer);
  }

  /** The documented success of an action that the check only builds on. @throws Untestable when it is none */
  needs(answer: Answer, prerequisite: RequirementId): Answer {
    if (!isSuccess(answer)) {
      throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
    }
    this.legible(answer);
    return answer;
  }

  /** A success that was asked for as JSON must be JSON, or nothing can be read from it. @throws Untestable when it is not */
  legible(answer: Answer): void {
    const owner = 'formats/json-on-json-extension';
    if (this.requirement === owner || !asksForJson(answer) || answer.json !== undefined) return;
    throw new Untestable(owner, `Needed JSON, but the answer was ${answer.summary}`);
  }

  /** Expects a refusal with one of these codes. @throws Untestable when all errors come as successes */
  async refused(answer: Answer, ...codes: number[]): Promise<void> {
    if (codes.includes(answer.status)) return;
    await this.needsOpenErrors(answer);
    this.violated(`a refusal with ${codes.join(' or ')}`, answer.summary, answer);
  }

  /**
   * Where all errors of an operation come with the code of a success, another check reports that, and whether a request is
   * refused with the right code cannot be said.
   *
   * @throws Untestable when it is so
   */
  async needsOpenErrors(answer: Answer): Promise<void> {
    const prerequisite = 'errors/success-is-no-error';
    if (!answer.operation || !isErrorInDisguise(answer)) return;
    const others = await this.session.probes.mistakes(answer.operation);
    if (others.length === 0 || !others.every(isErrorInDisguise)) return;
    throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
  }

  /**
   * The values of a field in an answer, when they and what they stand in have the shape that the contract gives them.
   *
   * @throws Violation when they have not, and that is this check's own requirement
   * @throws Untestable when they have not, and the check only builds on it
   */
  field(answer: Answer, id: RequirementId): unknown[] {
    const { values, fault } = readField(answer, id);
    if (!fault) return values;
    const { owner, pointer, expected, actual } = fault;
    if (owner === this.requirement) this.violated(expected, show(actual), answer, pointer);
    throw new Untestable(owner, `Needed ${owner}, but ${pointer} was ${show(actual)}`);
  }
}
