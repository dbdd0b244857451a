/**
 * Failures with the same visible cause are one problem. The first rule that applies says which; where none does, failures
 * of which the contract says the same sentence are one problem. No failure is left out.
 */
import type { Result } from '../../../generated/results.js';
import type { Exchange } from '../../client/exchange.js';
import { brokenOf } from '../impact.js';
import { acceptedRules } from './accepted.js';
import { accessRules } from './access.js';
import { answerRules, crashRules } from './answers.js';
import type { Rule } from './rule.js';
import { seenOf } from './seen.js';

export const rules: readonly Rule[] = [...accessRules, ...crashRules, ...answerRules, ...acceptedRules];

export interface Cause {
  /** Absent where the results belong together only because the same sentence says what happens. */
  rule?: Rule;
  /** What the rule gave, or that sentence; a requirement's ID where the suite made a mistake. */
  key: string;
  results: [Result, ...Result[]];
}

/** Groups results by cause, in the order of their first. */
export function causesOf(results: readonly Result[], byId: ReadonlyMap<number, Exchange>): Cause[] {
  const all = results.map((result) => seenOf(result, byId));
  const causes = new Map<string, Cause>();
  for (const seen of all) {
    const { result } = seen;
    // A fault of the suite has no cause in the installation.
    const isOurs = result.verdict === 'error';
    const candidates = isOurs ? [] : rules;
    const found = candidates.map((rule) => ({ rule, key: rule.keyOf(seen, all) })).find(({ key }) => key !== undefined);
    const key = found?.key ?? (isOurs ? result.requirement : brokenOf(result));
    const name = JSON.stringify([found?.rule.id, key, result.known, isOurs]);
    const cause = causes.get(name);
    if (cause) cause.results.push(result);
    else causes.set(name, { rule: found?.rule, key, results: [result] });
  }
  return [...causes.values()];
}
