/** What somebody has to look at, numbered in the order of reports: requirements, each with what was found of it. */
import type { Result, Results } from '../../generated/results.js';
import type { Evidence, Exchange } from '../client/exchange.js';

export interface Finding {
  result: Result;
  /** What to show here. */
  exchanges: Exchange[];
  /** Exchanges that an earlier finding shows already, with its result: twenty failures may rest on one answer. */
  shownBefore: { exchange: number; problem: number; result: Result }[];
}

export interface Problem {
  /** Counts from 1; stands in the matrix too, so that a printed page leads from one to the other. */
  number: number;
  /** More than one where a general requirement is broken by several operations: that is one thing to mend. */
  findings: [Finding, ...Finding[]];
}

/** The verdicts that somebody has to look at, in the order in which every report has them. */
const problemVerdicts: readonly Result['verdict'][] = ['fail', 'warn', 'error'];

/**
 * The results that somebody has to look at, those of one requirement together: failures first, then warnings, then
 * errors of the suite; known deviations last in each.
 */
export function listTroubles(results: readonly Result[]): [Result, ...Result[]][] {
  const groups = new Map<string, [Result, ...Result[]]>();
  for (const verdict of problemVerdicts) {
    const those = results.filter((result) => result.verdict === verdict);
    for (const result of [...those.filter(({ known }) => !known), ...those.filter(({ known }) => known)]) {
      const key = JSON.stringify([verdict, result.requirement, result.known]);
      const group = groups.get(key);
      if (group) group.push(result);
      else groups.set(key, [result]);
    }
  }
  return [...groups.values()];
}

export function listProblems({ results }: Results, { exchanges }: Evidence): Problem[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const shownAt = new Map<number, { problem: number; result: Result }>();
  return listTroubles(results).map((group, index) => {
    const number = index + 1;
    const finding = (result: Result): Finding => {
      const one: Finding = { result, exchanges: [], shownBefore: [] };
      for (const id of new Set(result.exchanges)) {
        const exchange = byId.get(id);
        const before = shownAt.get(id);
        if (before) one.shownBefore.push({ exchange: id, ...before });
        else if (exchange) {
          one.exchanges.push(exchange);
          shownAt.set(id, { problem: number, result });
        }
      }
      return one;
    };
    const [first, ...others] = group;
    return { number, findings: [finding(first), ...others.map(finding)] };
  });
}
