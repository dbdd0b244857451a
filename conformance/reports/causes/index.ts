/**
 * Failures with the same visible cause are one problem. The first rule that applies says which; where none does, the
 * failures of one requirement are one problem. No failure is left out.
 */
import type { Result } from '../../../generated/results.js';
import type { Exchange } from '../../client/exchange.js';
import { acceptedRules } from './accepted.js';
import { accessRules } from './access.js';
import { answerRules, crashRules } from './answers.js';
import type { Rule } from './rule.js';
import { seenOf } from './seen.js';

export const rules: readonly Rule[] = [...accessRules, ...crashRules, ...answerRules, ...acceptedRules];

export interface Cause {
  /** Absent where the results belong together only because they are of one requirement. */
  rule?: Rule;
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
    const candidates = result.verdict === 'error' ? [] : rules;
    const found = candidates.map((rule) => ({ rule, key: rule.keyOf(seen, all) })).find(({ key }) => key !== undefined);
    const key = found?.key ?? result.requirement;
    const name = JSON.stringify([found?.rule.id, key, result.known, result.verdict === 'error']);
    const cause = causes.get(name);
    if (cause) cause.results.push(result);
    else causes.set(name, { rule: found?.rule, key, results: [result] });
  }
  return [...causes.values()];
}
