/** Runs beside each other, as Markdown: for the summary of a CI step, and for documentation. */
import { type ChangedProblem, changesBetween, extentOf, type NamedRun, versionsDiffer } from './comparison.js';
import { impactWords } from './impact.js';
import { code, inert, prose } from './markdown-text.js';
import { cellWords, countIn, type MatrixCell, matrixOf } from './matrix.js';
import { nameOf } from './topics.js';
import { overall, verdicts } from './verdicts.js';
import { counted } from './words.js';

const mostNames = 4;

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${columns.join(' | ')} |`,
  `| ${columns.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

function heads(list: readonly NamedRun[]): string[] {
  return [
    ...table(
      ['Run', 'Verdict', ''],
      list.map(({ name, results: { verdict, sentence } }) => [
        inert(name),
        `${overall[verdict].sign} ${overall[verdict].word}`,
        prose(sentence),
      ]),
    ),
    '',
    ...(versionsDiffer(list)
      ? ['The runs were judged by different versions of the suite or the contract; differences may come from that.', '']
      : []),
  ];
}

/** What changed from the first run to the last: regressions, then what was mended, then the rest by count. */
export function renderChangesMarkdown(list: readonly NamedRun[]): string {
  const [before, after] = [list[0] as NamedRun, list.at(-1) as NamedRun];
  const { regressions, firstSeen, mended, still, others } = changesBetween(before, after);
  return lines([
    `# What changed from ${inert(before.name)} to ${inert(after.name)}`,
    '',
    ...heads(list),
    ...section('New', 'Nothing that was in order is broken now.', regressions),
    ...(firstSeen.length > 0 ? section('Seen for the first time, not verified before', '', firstSeen) : []),
    ...section('Mended', 'Nothing was mended.', mended),
    ...section('Still broken', 'Nothing.', still),
    ...(others.length > 0 ? ['## Other changes', ''] : []),
    ...others.map(
      ({ before: then, after: now, names }) =>
        `- ${names.length} × ${verdicts[then].word} before, ${verdicts[now].word} now`,
    ),
  ]);
}

function section(title: string, none: string, changes: readonly ChangedProblem[]): string[] {
  const rows = changes.map((changed) => [
    impactWords[changed.problem.impact].word,
    `${prose(changed.problem.title)} (${extentOf(changed)})`,
    named(changed.results.map(nameOf)),
  ]);
  return [
    `## ${title}${changes.length > 0 ? `: ${counted(changes.length, 'problem')}` : ''}`,
    '',
    ...(rows.length > 0 ? table(['Impact', 'What happens', 'Requirements'], rows) : [none]),
    '',
  ];
}

function named(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).map(code).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A table of compatibility: what works in which run. */
export function renderMatrixMarkdown(list: readonly NamedRun[]): string {
  const { operations, problems } = matrixOf(list);
  const names = list.map(({ name }) => inert(name));
  const isSame = ({ cells }: { cells: readonly MatrixCell[] }) => new Set(cells.map(({ kind }) => kind)).size === 1;
  const rows = (some: typeof problems) =>
    table(
      ['What happens', ...names, 'Impact', 'Requirements'],
      some.map(({ title, cells, impact, requirements }) => [
        prose(title),
        ...cells.map(inShort),
        impactWords[impact].word,
        named(requirements),
      ]),
    );
  const [differing, same] = [problems.filter((one) => !isSame(one)), problems.filter(isSame)];
  return lines([
    `# Compatibility of ${names.join(', ')}`,
    '',
    ...heads(list),
    `Made by \`osticket-contract compare --matrix\` of conformance runs, contract ${inert(list.at(-1)?.results.suite.contract ?? '')}. A number of checks is that of those that show it; where some could not be verified, it says how many are in order.`,
    '',
    Object.values(cellWords)
      .map(({ sign, word }) => `${sign} ${word}`)
      .join(', '),
    '',
    '## What is not the same',
    '',
    ...(differing.length > 0 ? rows(differing) : ['Nothing.']),
    '',
    '## What is broken in all',
    '',
    ...(same.length > 0 ? rows(same) : ['Nothing.']),
    '',
    '## By operation',
    '',
    'Requirements that hold, of those that could be verified.',
    '',
    ...table(
      ['Operation', ...names],
      operations.map(({ name, cells }) => [
        code(name),
        ...cells.map(({ holds, verified }) => (verified === 0 ? '?' : `${holds} of ${verified}`)),
      ]),
    ),
  ]);
}

const inShort = (cell: MatrixCell) => `${cellWords[cell.kind].sign} ${countIn(cell)}`.trimEnd();

const lines = (some: readonly string[]) => `${some.join('\n').trimEnd()}\n`;
