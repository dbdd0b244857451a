import type { RequirementId } from '../../generated/requirements.js';

/** A request that is answered with an error of the contract. The message is for the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** The rule that asks for it; for the log. */
    readonly requirement: RequirementId,
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/**
 * Ends the request with this status and message.
 *
 * @param message names the field and the rule, and what to do
 */
export function refuse(
  requirement: RequirementId,
  status: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): never {
  throw new Refusal(requirement, status, message, headers);
}
