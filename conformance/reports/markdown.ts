/** `summary.md`: for the summary page of a CI step (GitHub's GITHUB_STEP_SUMMARY and the like). */
import type { Result, Results } from '../../generated/results.js';
import { oneLine } from '../client/excerpt.js';
import { listTroubles } from './problems.js';
import type { Report } from './report.js';
import { nameOf } from './topics.js';
import { overall, verdictOrder, verdicts } from './verdicts.js';
import { pieces } from './words.js';

/** More rows than a person reads on such a page; report.html has all. */
const mostRows = 50;
const longestCell = 160;

/** As character references: what answers contain must be neither markup nor the end of a table's cell. */
const inert = (text: string, length = longestCell) =>
  oneLine(text, length).replaceAll(/[&<>|*_`[\]\\~$@#]/g, (character) => `&#${character.charCodeAt(0)};`);

const code = (text: string) => `<code>${inert(text)}</code>`;

const prose = (sentence: string) =>
  pieces(sentence)
    .map((piece) => {
      // Blanks at the edges part words from code.
      if (piece.code) return code(piece.text);
      return `${/^\s/.test(piece.text) ? ' ' : ''}${inert(piece.text, 400)}${/\s$/.test(piece.text) ? ' ' : ''}`;
    })
    .join('');

/** A requirement that several operations break is one row, with what was seen of the first. */
function row([result, ...others]: [Result, ...Result[]]): string {
  const { sign, word } = verdicts[result.verdict];
  const known = result.known ? ` (known until ${inert(result.known.expires)})` : '';
  const also = others.length === 0 ? '' : ` and ${others.map(({ operation }) => code(operation)).join(', ')}`;
  const id = `${code(nameOf(result))}${also}`;
  const seen = result.actual ?? result.reason?.text;
  const expected = result.expected === undefined ? '' : code(result.expected);
  return `| ${sign} ${word}${known} | ${id}<br>${prose(result.sentence)} | ${expected} | ${seen === undefined ? '' : code(seen)} |`;
}

function problems({ results }: Results): string[] {
  const all = listTroubles(results);
  if (all.length === 0) return [];
  const rows = all.slice(0, mostRows).map(row);
  const more = all.length > mostRows ? ['', `And ${all.length - mostRows} more: see report.html.`] : [];
  return [
    '## What to look at',
    '',
    '| | Requirement | Expected | Actual |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...more,
    '',
  ];
}

function left({ left }: Results): string[] {
  if (left.length === 0) return [];
  const items = left.map(
    ({ number, subject, why }) => `- ${code(number ?? 'number unknown')} ${inert(subject)}: ${inert(why)}`,
  );
  return ['## Tickets that are still there', '', 'Run `osticket-contract sweep` to remove them.', '', ...items, ''];
}

function stale({ stale = [] }: Results): string[] {
  return stale.length === 0
    ? []
    : ['## Baseline entries to remove', '', ...stale.map((entry) => `- ${inert(entry)}`), ''];
}

export const markdown: Report = {
  file: 'summary.md',
  render(results) {
    const { verdict, sentence, counts, target, suite, run } = results;
    const { sign, word } = overall[verdict];
    return [
      `# ${sign} ${word}`,
      '',
      inert(sentence, 1_000),
      '',
      `${code(target.url)} · ${inert(run.startedAt)} · suite ${inert(suite.version)}, contract ${inert(suite.contract)}`,
      '',
      `| ${verdictOrder.map((one) => `${verdicts[one].sign} ${verdicts[one].word}`).join(' | ')} |`,
      `| ${verdictOrder.map(() => '---:').join(' | ')} |`,
      `| ${verdictOrder.map((one) => counts[one]).join(' | ')} |`,
      '',
      ...left(results),
      ...stale(results),
      ...problems(results),
    ].join('\n');
  },
};
