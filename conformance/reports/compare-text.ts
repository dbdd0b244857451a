/** Runs beside each other, as text for a terminal. */
import { oneLine } from '../client/excerpt.js';
import { type ChangedProblem, changesBetween, extentOf, type NamedRun, versionsDiffer } from './comparison.js';
import { impactWords } from './impact.js';
import { cellWords, countIn, type MatrixCell, matrixOf } from './matrix.js';
import { nameOf } from './topics.js';
import { overall, verdicts } from './verdicts.js';
import { counted } from './words.js';

const longest = 110;
const longestTitle = 300;
const mostNames = 3;
/** Of problems that are as they were, so many are shown. */
const mostStill = 10;

const different =
  'The runs were judged by different versions of the suite or the contract; differences may come from that.';

const shortName = ({ name }: NamedRun) => oneLine(name, 40);

function heads(list: readonly NamedRun[]): string[] {
  const width = Math.max(...list.map((run) => shortName(run).length));
  return list.map((run) => {
    const { verdict, sentence } = run.results;
    return `${shortName(run).padEnd(width)}  ${overall[verdict].sign} ${overall[verdict].word}: ${oneLine(sentence, longestTitle)}`;
  });
}

/** What changed from the first run to the last: regressions, then what was mended, then the rest by count. */
export function renderChangesText(list: readonly NamedRun[]): string {
  const [before, after] = [list[0] as NamedRun, list.at(-1) as NamedRun];
  const { regressions, firstSeen, mended, still, others, added, removed } = changesBetween(before, after);
  const more = still.length - mostStill;
  return text([
    ...heads(list),
    ...(versionsDiffer(list) ? ['', different] : []),
    '',
    regressions.length === 0 ? 'Nothing that was in order is broken now.' : `New: ${amount(regressions)}`,
    ...regressions.flatMap((one) => block('✗', one)),
    ...(firstSeen.length > 0 ? ['', `Seen for the first time, not verified before: ${amount(firstSeen)}`] : []),
    ...firstSeen.flatMap((one) => block('✗', one)),
    '',
    mended.length === 0 ? 'Nothing was mended.' : `Mended: ${amount(mended)}`,
    ...mended.flatMap((one) => block('✓', one)),
    ...(still.length > 0 ? ['', `Still broken: ${amount(still)}`] : []),
    ...still.slice(0, mostStill).map((one) => `  ${one.results.length} × ${oneLine(one.problem.title, longestTitle)}`),
    ...(more > 0 ? [`  … and ${more} more.`] : []),
    ...(others.length > 0 ? ['', 'Other changes:'] : []),
    ...others.map(
      ({ before: then, after: now, names }) =>
        `  ${names.length} × ${verdicts[then].word} before, ${verdicts[now].word} now`,
    ),
    ...(added.length + removed.length > 0
      ? ['', `Checks that only one of the runs has: ${removed.length} before, ${added.length} now.`]
      : []),
  ]);
}

const amount = (changes: readonly ChangedProblem[]) => {
  const checks = changes.reduce((sum, { results }) => sum + results.length, 0);
  return `${counted(changes.length, 'problem')}, ${counted(checks, 'check')}`;
};

function block(sign: string, changed: ChangedProblem): string[] {
  const { problem, results } = changed;
  const names = results.slice(0, mostNames).map((one) => oneLine(nameOf(one), longest));
  const more = results.length - names.length;
  return [
    `  ${sign} ${impactWords[problem.impact].word}: ${oneLine(problem.title, longestTitle)} (${extentOf(changed)})`,
    `      ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  ];
}

/** A table of compatibility: a line for each problem, a column for each run. */
export function renderMatrixText(list: readonly NamedRun[]): string {
  const { operations, problems } = matrixOf(list);
  const widths = list.map((run) => Math.max(shortName(run).length, 16));
  const row = (cells: readonly string[], rest: string) =>
    `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}  ${rest}`;
  const names = list.map(shortName);
  return text([
    ...heads(list),
    ...(versionsDiffer(list) ? ['', different] : []),
    '',
    row(names, 'Requirements in order, of those that could be verified'),
    ...operations.map(({ name, cells }) =>
      row(
        cells.map(({ holds, verified }) => (verified === 0 ? '?' : `${holds} of ${verified}`)),
        oneLine(name, longest),
      ),
    ),
    '',
    row(names, 'Problem'),
    ...problems.map(({ title, impact, cells }) =>
      row(cells.map(inShort), `${impactWords[impact].word}: ${oneLine(title, longestTitle)}`),
    ),
    '',
    Object.values(cellWords)
      .map(({ sign, word }) => `${sign} ${word}`)
      .join(', '),
  ]);
}

const inShort = (cell: MatrixCell) => `${cellWords[cell.kind].sign} ${countIn(cell)}`.trimEnd();

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
