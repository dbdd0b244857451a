import { refusalCodes } from '../../contract/requirements.js';
import type { RefusalId } from '../../generated/requirements.js';

/** Names the requirement of a refusal; only a server that stands behind a front of faults sends it. */
export const refusedForHeader = 'x-refused-for';

interface RefusalOptions {
  /** The rule that asks for the refusal: its status comes from there, and the log names it. */
  readonly requirement: RefusalId;
  /** For the caller: the field, the rule that it breaks, and what to do. */
  readonly message: string;
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with an error of the contract. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly requirement: RefusalId;
  /** The first code that the contract gives the requirement. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ requirement, message, headers = {} }: RefusalOptions) {
    super(message);
    this.requirement = requirement;
    this.status = refusalCodes(requirement)[0];
    this.headers = headers;
  }
}

/**
 * Ends the request with an error answer.
 *
 * @throws Refusal
 * @example refuse({ requirement: 'downloadAttachment/unknown-404', message: 'File not found' })
 */
export function refuse(options: RefusalOptions): never {
  throw new Refusal(options);
}
