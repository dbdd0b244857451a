/** The run's own tickets in an exploration: actions are carried out on them, and what was set must be what is read. */
import type { OperationId } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import { IllegibleAnswer, NoAnswer } from '../client/answer.js';
import type { Answer, Context } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { Frame } from '../steps/frames/frame.js';
import { mayAsk, type parentOf } from '../steps/frames/kinship.js';
import { inWords, type Moved, movedFields } from '../steps/frames/moved.js';
import { isEntry, type Role } from '../steps/frames/readings.js';
import type { Write } from '../steps/frames/writes.js';
import type { KeptFile } from './sent.js';
import type { Values } from './values.js';

export interface Modelled {
  role: Role;
  number: string;
  parent: Modelled | undefined;
  files: KeptFile[];
}

/** What a sequence of actions is played with. */
export interface Given {
  /** It is in the subjects of the tickets of this sequence alone. */
  word: string;
  values: Values;
  /** Names by addresses, of the whole run: an installation keeps the name of a user whom it knows. */
  users: Map<string, string>;
  /** Whether nobody has anything to say about a requirement yet. */
  isOpen(finding: Pick<Finding, 'requirement' | 'operation'>): boolean;
  /** Whether all tickets are read after each write, so that nothing is taken for the work of a later one. */
  isThorough: boolean;
}

export class World {
  readonly frame: Frame;
  readonly alive: Modelled[] = [];
  /** Of all tickets that were made, those that are gone included. */
  readonly numbers = new Set<string>();
  /** What was done, for people. */
  readonly story: string[] = [];
  /** Whether a write was refused or not answered: what there is now is not known for certain. */
  unsure = false;
  /** Whether a write may have been done in part, since it was not answered, or not in a way that says: nothing is judged any more. */
  lost = false;
  /** Whether what was found is what a write moved: it may have been an earlier one. */
  hasMoved = false;
  /** What was answered last, in JSON, to the questions for parents and for children, by operation and role. */
  readonly kin = new Map<string, Answer>();
  /** What was answered to the questions for parents since the last write, by role. */
  readonly parents = new Map<Role, Awaited<ReturnType<typeof parentOf>>>();
  /** How many tickets were made or tried. */
  made = 0;
  /** The answer to the write that was sent last; nothing where it was not sent, or not answered. */
  answer: Answer | undefined;

  constructor(
    readonly t: Context,
    readonly given: Given,
  ) {
    this.frame = new Frame(t, given.word);
  }

  childrenOf = (parent: Modelled): Modelled[] => this.alive.filter((one) => one.parent === parent);

  /** The ticket at a place among those that are there. */
  at = (place: number): Modelled | undefined => this.alive[place % Math.max(1, this.alive.length)];

  get hasSubtickets(): boolean {
    return mayAsk(this.t);
  }

  /** Does a write and judges what else it changed. @returns the finding, or whether it was a success */
  async do(write: Write, told: string, ...roles: Role[]): Promise<Finding | boolean> {
    const before = this.frame.moved.length;
    this.answer = undefined;
    this.parents.clear();
    const send = async (t: Context) => {
      try {
        this.answer = await write.send(t);
        // Neither a success nor a refusal; or one that cannot be read.
        const { isSuccess, status } = this.answer;
        this.lost ||= !isSuccess && (status < 400 || status >= 500);
      } catch (reason) {
        this.lost ||= reason instanceof NoAnswer || reason instanceof IllegibleAnswer;
        throw reason;
      }
      return this.answer;
    };
    const others = this.given.isThorough ? this.alive.map(({ role }) => role) : [];
    const done = await this.frame.write({ ...write, send }, [...new Set([...roles, ...others])]);
    this.story.push(done ? told : `${told}, without success`);
    if (!done) {
      this.unsure = true;
      return false;
    }
    for (const moved of this.frame.moved.slice(before)) {
      const { ofPatch } = moved;
      const isTold = ofPatch && !this.given.isOpen({ requirement: ofPatch, operation: 'updateTicket' });
      const by = requirement(moved.requirement).operationId as OperationId;
      const found = isTold
        ? undefined
        : this.finding(moved.requirement, by, moved.expected, inWords(moved), moved.answers);
      if (!found) {
        this.#forgetFiles(moved);
        continue;
      }
      this.hasMoved = true;
      return { ...found, fields: movedFields(moved) };
    }
    return true;
  }

  /** A ticket that has lost or changed an entry, which is told already, may lack files: that is no further finding. */
  #forgetFiles({ actual }: Moved): void {
    const roles =
      typeof actual === 'string'
        ? []
        : actual.filter(({ place, before }) => isEntry(place) && before !== undefined).map(({ role }) => role);
    for (const one of this.alive) if (roles.includes(one.role)) one.files = [];
  }

  /** A finding, unless another check has something to say about its requirement already. */
  finding(
    requirement: RequirementId,
    operation: OperationId,
    expected: string,
    actual: string,
    answers: readonly Answer[],
    pointer?: string,
  ) {
    const found: Finding = { requirement, operation, expected, actual, answers, ...(pointer ? { pointer } : {}) };
    return this.given.isOpen(found) ? found : undefined;
  }

  /**
   * A valid request must not be refused, whatever was done before.
   *
   * @param mayBe whether something that it names may be a reason to refuse it, but none for an error of the server
   */
  refused({ operation }: Write, mayBe = false): Finding | undefined {
    const answer = this.answer;
    if (!answer || answer.status < (mayBe ? 500 : 400) || answer.status === 501) return undefined;
    const id = successOf[operation];
    if (!id) return undefined;
    return this.finding(id, operation, 'the documented success', answer.summary, [answer]);
  }
}

/** The requirement that a valid write is a success. */
const successOf: Partial<Record<OperationId, RequirementId>> = {
  createTicket: 'createTicket/answers-201',
  updateTicket: 'updateTicket/answers-200',
  updateTicketByPut: 'updateTicketByPut/same-as-patch',
  linkSubticket: 'linkSubticket/answers-200',
  unlinkSubticket: 'unlinkSubticket/answers-200',
  deleteTicket: 'deleteTicket/answers-200',
};
