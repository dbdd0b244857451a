/**
 * Judges an answer by what the contract says of all answers, whoever asked for it: a run, its clean-up, or a client whose
 * traffic was recorded.
 */
import { resolve } from '../../contract/document.js';
import { type OperationId, operation as operationBy } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Exchange } from '../client/exchange.js';
import { show } from '../client/show.js';
import { fieldFaults, hasFields, shapeRequirement } from './fields.js';
import type { Address } from './operation-of.js';
import type { Fault, Rule } from './rule.js';
import { rules } from './rules.js';
import { type Subject, subjectOf } from './subject.js';

/** A requirement that an answer breaks, and how. */
export interface Finding extends Fault {
  requirement: RequirementId;
  /** The operation that the request was meant as. */
  operation: OperationId;
}

/** What the rules say of one answer. */
export interface Judgement {
  subject: Subject;
  /** General requirements that it was judged by, kept or broken. */
  judged: RequirementId[];
  /** Whether its fields were judged. */
  fields: boolean;
  findings: Finding[];
}

const kindOf = (id: OperationId) => `an ${[resolve(operationBy(id).answerSchema ?? {}).type].flat().join(' or ')}`;

/**
 * @param address what the request is addressed to, where the caller knows it already
 * @returns nothing where there is nothing to judge: no answer of the API, or none of an operation
 */
export function judgementOf(exchange: Exchange, address?: Address): Judgement | undefined {
  const subject = subjectOf(exchange, address);
  if (!subject) return undefined;
  const { operation } = subject;
  const judgement: Judgement = { subject, judged: [], fields: hasFields(subject), findings: [] };
  for (const [requirement, rule] of Object.entries(rules) as [RequirementId, Rule][]) {
    const said = rule(subject);
    if (said === undefined) continue;
    judgement.judged.push(requirement);
    if (said !== 'kept') judgement.findings.push({ requirement, operation, ...said });
  }
  const shape = shapeRequirement(operation);
  if (shape && subject.text !== undefined && subject.addressed && subject.answer.isOfAnotherShape) {
    const expected = `an answer that is ${kindOf(operation)}`;
    judgement.findings.push({ requirement: shape, operation, expected, actual: subject.answer.summary });
  }
  if (!judgement.fields) return judgement;
  for (const { requirement, pointer, expected, actual } of fieldFaults(subject)) {
    judgement.findings.push({ requirement, operation, expected, actual: show(actual), pointer });
  }
  return judgement;
}

/**
 * The requirements that an answer breaks.
 *
 * @param exchange its `operation` is what the request was meant as; where there is none, method and address tell
 * @example judgeExchange(exchange) // [{ requirement: 'errors/error-is-true', operation: 'getTicket', ... }]
 */
export const judgeExchange = (exchange: Exchange): Finding[] => judgementOf(exchange)?.findings ?? [];
