/** What was seen of one broken requirement: the result of its check, and the exchanges that prove it. */

import type { Exchange } from '../conformance/client/exchange.js';
import { type Operation, type OperationId, operation } from '../contract/operations.js';
import { type Requirement, requirement } from '../contract/requirements.js';
import type { RequirementId } from '../generated/requirements.js';
import type { Result, Results } from '../generated/results.js';
import type { Deviation } from '../server/faults/profile.js';

/** An answer as it is in a profile: bodies are shortened. */
export interface SeenAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Broken {
  readonly id: RequirementId;
  readonly requirement: Requirement;
  readonly operation: Operation;
  readonly result: Result;
  readonly exchanges: readonly Exchange[];
  /** The exchange that the requirement was broken in; the first of those that prove it. */
  readonly exchange?: Exchange;
  readonly answer?: SeenAnswer;
}

/** A run that a profile is made from. */
export interface Run {
  readonly exchanges: readonly Exchange[];
  readonly broken: readonly Broken[];
  /** Requirements whose checks have passed. */
  readonly passed: ReadonlySet<string>;
  /** The permissions of each key by its name in the evidence; none of one that was switched off. */
  readonly keys: ReadonlyMap<string, readonly string[] | undefined>;
}

/** Tells the fault behind a broken requirement, or nothing where it is none of its family. */
export type Rule = (broken: Broken, run: Run) => Found | readonly Found[] | undefined;

/** A deviation without what all have. Default operations: the one that the result is about. */
export type Found = Omit<Deviation, 'requirements' | 'seen'>;

/** Characters of a body in a profile. */
const longest = 400;

export function answerOf({ response }: Exchange): SeenAnswer | undefined {
  if (!response) return undefined;
  const text = 'text' in response.body ? response.body.text : '';
  return {
    status: response.status,
    type: response.headers['content-type'] ?? '',
    body: text.length > longest ? `${text.slice(0, longest)}…` : text,
  };
}

export function brokenOf({ results }: Results, exchanges: readonly Exchange[]): Broken[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  return results
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .map((result) => {
      const its = result.exchanges.flatMap((id) => byId.get(id) ?? []);
      const [exchange] = its;
      return {
        id: result.requirement as RequirementId,
        requirement: requirement(result.requirement as RequirementId),
        operation: operation(result.operation as OperationId),
        result,
        exchanges: its,
        exchange,
        answer: exchange && answerOf(exchange),
      };
    });
}

/** A page for people, or the message of a crash, in place of what the operation answers. */
export const isPage = ({ type, body }: SeenAnswer): boolean => type.includes('html') && /^\s*</.test(body);

/** Whether the operation did what it is for, as far as the answer tells. */
export const isDone = (answer: SeenAnswer): boolean => answer.status >= 200 && answer.status < 300 && !isPage(answer);

export const refusalLike = ({ status, type, body }: SeenAnswer): Found => ({
  fault: 'refusal-body',
  parameters: { status, type, body },
});

/** The body of a request, where it is an object. */
export function sentBody({ request }: Exchange): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(request.body && 'text' in request.body ? request.body.text : '');
    return json !== null && typeof json === 'object' ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The answer as JSON, whole. */
export function jsonAnswer({ response }: Exchange): unknown {
  try {
    return JSON.parse(response && 'text' in response.body ? response.body.text : '');
  } catch {
    return undefined;
  }
}
