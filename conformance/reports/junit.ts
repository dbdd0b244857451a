/**
 * `junit.xml`, for CI servers. Attributes and elements are those of Jenkins' schema (junit-10.xsd of its xUnit plugin).
 * One testsuite for each operation and each general topic; one testcase for each result.
 */
import { XMLBuilder } from 'fast-xml-parser';
import { topicOf } from '../../contract/requirements.js';
import { holdable } from '../../contract/xml.js';
import type { Result } from '../../generated/results.js';
import { listProblems, type Problem } from './problems.js';
import type { Report } from './report.js';
import { byTopic, type Group, nameOf } from './topics.js';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
  processEntities: true,
});

type Outcome = 'failure' | 'error' | 'skipped' | 'passed';

/**
 * What a CI server may count. Not verified is skipped, since the failure that it comes from is counted already; a known
 * deviation is skipped, since it must not fail the build. A warning has passed, since JUnit has nothing between: its
 * text stands in system-out, where servers show it.
 */
function outcomeOf({ verdict, known }: Result): Outcome {
  if (verdict === 'fail') return known ? 'skipped' : 'failure';
  if (verdict === 'error') return 'error';
  return verdict === 'skip' || verdict === 'untestable' ? 'skipped' : 'passed';
}

function details(result: Result): string {
  const lines: [string, string | undefined][] = [
    ['Requirement', result.sentence],
    ['Reference', result.reference],
    ['Because', result.because],
    ['Done', result.action],
    ['Expected', result.expected],
    ['Actual', result.actual],
    ['Where', result.pointer],
    ['Exchanges', result.exchanges.join(', ') || undefined],
  ];
  return lines.flatMap(([name, text]) => (text === undefined ? [] : [`${name}: ${text}`])).join('\n');
}

function element(message: string, type: string, text?: string) {
  return { '@message': holdable(message), '@type': type, ...(text === undefined ? {} : { '#text': holdable(text) }) };
}

/** The problems by their results: a failure's message begins with the problem that it belongs to. */
type Belongs = ReadonlyMap<Result, Problem>;

function outcomeElement(result: Result, belongs: Belongs) {
  const { verdict, reason, known, prerequisite, sentence, expected, actual, observed } = result;
  const problem = belongs.get(result);
  const seen = actual === undefined ? sentence : `expected ${expected ?? 'otherwise'}, got ${actual}`;
  const mismatch = problem ? `Problem ${problem.number}: ${problem.title} Here: ${seen}` : seen;
  switch (outcomeOf(result)) {
    case 'failure':
      return { failure: element(mismatch, result.level, details(result)) };
    case 'error':
      return { error: element(reason?.text ?? mismatch, 'suite-fault', details(result)) };
    case 'skipped': {
      if (known)
        return {
          skipped: element(`Known deviation until ${known.expires}: ${known.reason}`, 'known', details(result)),
        };
      const cause = reason?.text ?? (prerequisite ? `${prerequisite} failed` : 'No reason given');
      const word = verdict === 'untestable' ? 'Not verified' : 'Skipped';
      return { skipped: element(`${word}: ${cause}`, reason?.code ?? 'prerequisite') };
    }
    case 'passed':
      if (verdict === 'warn') return { 'system-out': holdable(`Warning: ${mismatch}\n${details(result)}`) };
      return outOf([observed === undefined ? undefined : `Observed: ${observed}`, reason?.text]);
  }
}

const outOf = (lines: readonly (string | undefined)[]) => {
  const said = lines.filter((line) => line !== undefined);
  return said.length === 0 ? {} : { 'system-out': holdable(said.join('\n')) };
};

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

const timeOf = (results: readonly Result[]) => seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0));

function totals(results: readonly Result[]) {
  const count = (outcome: Outcome) => results.filter((result) => outcomeOf(result) === outcome).length;
  return { '@tests': results.length, '@failures': count('failure'), '@errors': count('error') };
}

function suite({ name, results }: Group, timestamp: string, belongs: Belongs) {
  return {
    '@name': holdable(name),
    ...totals(results),
    '@skipped': results.filter((result) => outcomeOf(result) === 'skipped').length,
    '@time': timeOf(results),
    '@timestamp': holdable(timestamp),
    testcase: results.map((result) => ({
      '@classname': holdable(topicOf(result.requirement)),
      '@name': holdable(nameOf(result).slice(topicOf(result.requirement).length + 1) || nameOf(result)),
      '@time': seconds(result.durationMs),
      ...outcomeElement(result, belongs),
    })),
  };
}

export const junit: Report = {
  file: 'junit.xml',
  render(all, evidence) {
    const { results, run, target } = all;
    const problems = listProblems(all, evidence);
    const belongs = new Map(problems.flatMap((one) => one.findings.map(({ result }) => [result, one] as const)));
    // The schema of JUnit's own task has no time zone in it, and some readers refuse one.
    const timestamp = run.startedAt.slice(0, 19);
    const content = {
      testsuites: {
        '@name': holdable(`osticket-contract ${target.url}`),
        ...totals(results),
        '@time': timeOf(results),
        testsuite: byTopic(results).map((group) => suite(group, timestamp, belongs)),
      },
    };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`;
  },
};
