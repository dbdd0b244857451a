/** What somebody has to look at: problems, the worst first, each with all results of one cause. */
import type { Result, Results } from '../../generated/results.js';
import type { Evidence, Exchange } from '../client/exchange.js';
import { type Cause, causesOf, rules } from './causes/index.js';
import { brokenOf, type Impact, impactOf, impacts, worst } from './impact.js';

export interface Finding {
  result: Result;
  /** What to show here. */
  exchanges: Exchange[];
  /** Exchanges that an earlier finding shows already, with its result: twenty failures may rest on one answer. */
  shownBefore: { exchange: number; problem: number; result: Result }[];
}

export interface Problem {
  /** Counts from 1; the same in every report. */
  number: number;
  /** What happens, as a sentence for an administrator. */
  title: string;
  impact: Impact;
  /** What makes its results one problem; in another run the same problem has the same. */
  cause: string;
  /** The gravest of its results: fail, warn or error. */
  verdict: Result['verdict'];
  /** By what the evidence shows that its results belong together; absent where one sentence says what all of them show. */
  evidence?: string;
  /** The gravest first. */
  findings: [Finding, ...Finding[]];
}

/** The verdicts that somebody has to look at, the gravest first. */
const problemVerdicts: readonly Result['verdict'][] = ['fail', 'warn', 'error'];

/** How many problems summaries show; report.html has all. */
export const firstProblems = 10;

const rank = (result: Result) => 10 * problemVerdicts.indexOf(result.verdict) + impacts.indexOf(impactOf(result));

/** Characters of an answer from which on a page shows a part only. */
const longAnswer = 250_000;

/** A page shows a part of a long answer; the others of its many exchanges need room, too. */
function shortened(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (!response || !('text' in response.body) || response.body.text.length <= longAnswer) return exchange;
  const text = response.body.text.slice(0, longAnswer);
  return { ...exchange, response: { ...response, body: { ...response.body, text } } };
}

/**
 * All problems: by impact, failures before warnings, then in the order of the rules. Errors of the suite come after them,
 * then known deviations.
 */
export function listProblems({ results }: Results, { exchanges }: Pick<Evidence, 'exchanges'>): Problem[] {
  const shownAt = new Map<number, { problem: number; result: Result }>();
  const troubles = results.filter(({ verdict }) => problemVerdicts.includes(verdict));
  const wanted = new Set(troubles.flatMap((result) => result.exchanges));
  const byId = new Map<number, Exchange>();
  for (const exchange of exchanges) if (wanted.has(exchange.id)) byId.set(exchange.id, shortened(exchange));
  const problems = causesOf(troubles, byId).map(described).sort(byGravity);
  return problems.map(({ results: [first, ...others], rule: _, ...problem }, index) => {
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
    return { ...problem, number, findings: [finding(first), ...others.map(finding)] };
  });
}

type Described = Omit<Problem, 'number' | 'findings'> & Pick<Cause, 'results' | 'rule'>;

function described({ rule, key, results }: Cause): Described {
  const sorted = results.toSorted((a, b) => rank(a) - rank(b)) as Cause['results'];
  const verdict = problemVerdicts.find((one) => sorted.some((result) => result.verdict === one)) ?? 'error';
  const title =
    verdict === 'error'
      ? `The suite made a mistake when it tried this: ${sorted[0].sentence}`
      : (rule?.title?.(sorted, key) ?? brokenOf(sorted[0]));
  return {
    title,
    verdict,
    cause: rule ? `${rule.id} ${key}`.trim() : key,
    impact: rule?.impact ?? worst(sorted.map(impactOf)),
    evidence: rule?.evidence,
    rule,
    results: sorted,
  };
}

function byGravity(a: Described, b: Described): number {
  const place = ({ rule }: Described) => (rule ? rules.indexOf(rule) : rules.length);
  const group = ({ verdict, results: [{ known }] }: Described) => (known ? 2 : verdict === 'error' ? 1 : 0);
  return (
    group(a) - group(b) ||
    impacts.indexOf(a.impact) - impacts.indexOf(b.impact) ||
    problemVerdicts.indexOf(a.verdict) - problemVerdicts.indexOf(b.verdict) ||
    place(a) - place(b) ||
    b.results.length - a.results.length
  );
}

/** The finding that stands for its problem where there is room for one: the gravest that the reference speaks of. */
export const exampleOf = ({ findings }: Problem): Finding =>
  findings.find(({ result }) => result.reference !== undefined) ?? findings[0];

/** The number of the problem that a result belongs to. */
export const numbersOf = (problems: readonly Problem[]): ReadonlyMap<Result, number> =>
  new Map(problems.flatMap(({ findings, number }) => findings.map(({ result }) => [result, number] as const)));
