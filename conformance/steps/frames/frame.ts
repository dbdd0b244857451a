/** Writes that are tried on a family of own tickets, one after the other: what else did each of them change? */
import { stem } from '../../../contract/fields.js';
import type { OperationId } from '../../../contract/operations.js';
import { IllegibleAnswer, NoAnswer } from '../../client/answer.js';
import { Unsafe } from '../../client/guard.js';
import { RequestTurnedAway } from '../../client/turned-away.js';
import type { Answer } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { isOfSystem } from '../help-desk.js';
import { getTicket } from '../own-tickets.js';
import { contradiction, judgeRefused, judgeSaid } from './judge-said.js';
import { isListed } from './kinship.js';
import type { Moved } from './moved.js';
import { ReadFamily } from './read-family.js';
import { childPlace, type Difference, isEntry, isUnknownChild, type Role } from './readings.js';
import type { Said } from './said.js';
import type { Write } from './writes.js';

/** What became of the writes of an operation: the first success, or why there was none. */
export type Ending = { done: Answer } | { refused: Answer } | { reason: unknown };

/** Reasons that keep one write, or one sequence of them, from being tried, and not the others. */
export const keepsOne = [Skip, Untestable, Unsafe, NoAnswer, IllegibleAnswer, RequestTurnedAway];

export class Frame extends ReadFamily {
  readonly moved: Moved[] = [];
  readonly endings = new Map<OperationId, Ending>();
  /** Fields of an update that were accepted alone. */
  readonly takenAlone = new Set<string>();
  /** Stems of places that a write has moved wrongly, or not set. */
  readonly wrong = new Set<string>();

  /** Whether a write of an operation was a success. */
  isDone(operation: OperationId): boolean {
    const ending = this.endings.get(operation);
    return ending !== undefined && 'done' in ending;
  }

  /**
   * Tries a write and judges what it moved.
   *
   * @param roles the tickets that are read after it
   * @param rows whether a search shows the rows of all, too
   * @returns whether it was answered with a success
   */
  async write(write: Write, roles: readonly Role[], rows = true): Promise<boolean> {
    this.sinceRows.push(write);
    try {
      const answer = await write.send(this.t);
      const { isSuccess } = answer;
      const differences = await this.look(isSuccess ? roles.filter(this.has) : this.family.roles, rows);
      if (isSuccess || !this.endings.has(write.operation)) {
        this.endings.set(write.operation, isSuccess ? { done: answer } : { refused: answer });
      }
      // What a refused request did is the matter of other checks.
      if (isSuccess) await this.#judge(write, answer, differences);
      if (isSuccess && write.takes && roles.includes(write.takes.from)) {
        await this.#judgeTaken(write, write.takes);
      }
      if (write.said) await this.#judgeSaid(write, write.said, answer);
      return isSuccess;
    } catch (reason) {
      if (!keepsOne.some((kind) => reason instanceof kind)) throw reason;
      if (!this.endings.has(write.operation)) this.endings.set(write.operation, { reason });
      // What became of a request without an answer is not known; the next write is not blamed for it.
      await this.look(this.family.roles, rows);
      return false;
    }
  }

  async #judge(write: Write, answer: Answer, differences: readonly Difference[]): Promise<void> {
    let note = write.addsNoteTo;
    const unexpected = differences.filter((one) => {
      const { role, place, before, after } = one;
      if (role === write.mayLeaveNoteOn && isEntry(place) && before === undefined && isOfSystem(after)) return false;
      // It may be one of the family whose ID nothing has shown yet.
      if (isUnknownChild(place) && this.family.hasUnread) return false;
      if (this.unsteady.has(place) || write.moves(role, place)) return false;
      if (role !== note || !isEntry(place) || before !== undefined) return true;
      note = undefined;
      return false;
    });
    const wrong: Difference[] = [];
    for (const one of unexpected) {
      this.wrong.add(stem(one.place));
      if (!(await this.#isDenied(one))) wrong.push(one);
    }
    for (const requirement of new Set(wrong.map(write.owner))) {
      const its = wrong.filter((one) => write.owner(one) === requirement);
      const [first] = its as [Difference];
      const [before, after] = first.answers;
      const ofPatch = write.ownerOfPatch?.(first);
      const expected = `nothing else to be changed by ${write.what}`;
      this.moved.push({
        requirement,
        ...(ofPatch ? { ofPatch } : {}),
        expected,
        actual: its,
        answers: [before, answer, after],
      });
    }
  }

  /** Whether a child that is gone is still listed: then it is the reading that is wrong. */
  async #judgeTaken({ what }: Write, { child, from }: NonNullable<Write['takes']>): Promise<void> {
    const reading = this.tickets.get(from);
    const place = childPlace(child);
    if (!reading?.values.has(place)) return;
    const gone = await getTicket(this.t, this.member(child).number);
    if (!gone.isRefusedAs('getTicket/unknown-404')) return;
    this.moved.push({
      requirement: 'getTicket/children-are-ids',
      expected: `no such child after ${what}`,
      actual: `${child} is still there`,
      answers: [gone, reading.answer],
    });
  }

  async #judgeSaid({ what }: Write, said: Said, answer: Answer): Promise<void> {
    if (answer.isSuccess) return void this.moved.push(...(await judgeSaid(this.t, this, said, what, answer)));
    const refused = await judgeRefused(this.t, this, said, answer);
    if (refused) this.moved.push(refused);
  }

  /** Whether the list of children says otherwise than the ticket: then one of them is wrong, and no write. */
  async #isDenied({ role, place, after, answers: [, ticket] }: Difference): Promise<boolean> {
    const child = this.family.members.find((one) => place === childPlace(one.role));
    const listed = child && (await isListed(this.t, child, this.member(role)));
    if (!listed || listed.yes === (after !== undefined)) return false;
    this.unsteady.add(place);
    this.moved.push(contradiction(role, child.role, listed.yes, [ticket, listed.answer]));
    return true;
  }
}
