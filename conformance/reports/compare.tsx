/** Several runs side by side: an offline page for people, and a text for the terminal. */

import type { Results } from '../../generated/results.js';
import { renderPage } from '../../html/page.js';
import { readableTime } from '../../html/readable-time.js';
import { Cell, Row, RowHead, Table } from '../../html/table.js';
import { oneLine } from '../client/excerpt.js';
import { type ComparedRow, compare, type NamedRun } from './comparison.js';
import { counted, RequirementName, Sentence, Tag } from './html/words.js';
import { overall, verdictOrder, verdicts } from './verdicts.js';

const absent = 'not in this run';
const longest = 160;

/** Renders the page. The runs stand in columns, in the order of the list. */
export function renderComparison(list: readonly NamedRun[]): string {
  const { differing, same, versionsDiffer } = compare(list);
  return renderPage(
    `Comparison of ${counted(list.length, 'run')}`,
    <>
      <header>
        <p class="kind">osTicket API conformance, side by side</p>
        <h1>
          {differing.length === 0
            ? 'No requirement differs'
            : counted(differing.length, 'requirement differs', 'requirements differ')}
        </h1>
      </header>
      <main>
        {versionsDiffer && (
          <p class="todo">
            The runs were judged by different versions of the suite or the contract; differences may come from that.
          </p>
        )}
        <Runs list={list} />
        {differing.length > 0 && (
          <section aria-labelledby="differing">
            <h2 id="differing">What differs</h2>
            <Rows rows={differing} list={list} />
          </section>
        )}
        {same.length > 0 && (
          <section aria-labelledby="same">
            <h2 id="same">What is the same</h2>
            {verdictOrder.map((verdict) => {
              const rows = same.filter(({ found }) => found[0]?.verdict === verdict);
              if (rows.length === 0) return null;
              return (
                <details>
                  <summary>
                    <Tag verdict={verdict} text={`${rows.length} ${verdicts[verdict].word}`} /> in every run
                  </summary>
                  <Rows rows={rows} list={list} />
                </details>
              );
            })}
          </section>
        )}
      </main>
    </>,
  );
}

function Runs({ list }: { list: readonly NamedRun[] }) {
  return (
    <section aria-label="Runs">
      <Table class="compared" columns={['Run', 'Verdict', 'Counts']}>
        {list.map(({ name, results }) => (
          <RunRow name={name} results={results} />
        ))}
      </Table>
    </section>
  );
}

function RunRow({ name, results }: { name: string; results: Results }) {
  const { sign, word, tone } = overall[results.verdict];
  const { suite, target, run, counts, sentence } = results;
  return (
    <Row>
      <RowHead>
        {name}
        <span class="under">
          {target.url}, {readableTime(run.startedAt)}, suite {suite.version}, contract {suite.contract}
        </span>
      </RowHead>
      <Cell>
        <span class={`tag ${tone}`}>
          {sign} {word}
        </span>
        <span class="under">
          <Sentence text={sentence} />
        </span>
      </Cell>
      <Cell class="tags">
        {verdictOrder
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <Tag verdict={verdict} text={`${counts[verdict]} ${verdicts[verdict].word}`} />
          ))}
      </Cell>
    </Row>
  );
}

function Rows({ rows, list }: { rows: readonly ComparedRow[]; list: readonly NamedRun[] }) {
  return (
    <Table class="compared" columns={['Requirement', ...list.map(({ name }) => name)]}>
      {rows.map(({ name, sentence, found }) => (
        <Row>
          <RowHead>
            <RequirementName name={name} />
            <span class="under">
              <Sentence text={sentence} />
            </span>
          </RowHead>
          {found.map((result, index) => (
            <Cell>
              <span class="label" aria-hidden="true">
                {list[index]?.name}
              </span>
              {result ? <Tag verdict={result.verdict} /> : <span class="under">{absent}</span>}
              {result?.known && <span class="under">known until {result.known.expires}</span>}
              {result && detail(result) !== undefined && <span class="under">{detail(result)}</span>}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}

/** What the run saw, in short. A pass says all by itself. */
function detail({ verdict, actual, observed, reason }: ComparedRow['found'][number] & object): string | undefined {
  const text = verdict === 'pass' ? undefined : (observed ?? actual ?? reason?.text);
  return text === undefined ? undefined : oneLine(text, longest);
}

/** Renders the text: what differs, each with the verdict of each run. */
export function renderComparisonText(list: readonly NamedRun[]): string {
  const { differing, same, versionsDiffer } = compare(list);
  const width = Math.max(...list.map(({ name }) => oneLine(name, 40).length));
  const named = (index: number) => oneLine(list[index]?.name ?? '', 40).padEnd(width);
  const lines = [
    ...list.map(
      ({ results: { verdict, sentence } }, index) =>
        `${named(index)}  ${overall[verdict].sign} ${overall[verdict].word}: ${oneLine(sentence, 300)}`,
    ),
    '',
    ...(versionsDiffer ? ['The runs were judged by different versions; differences may come from that.', ''] : []),
    `${differing.length} differ, ${same.length} are the same.`,
    ...differing.flatMap(({ name, found }) => [
      '',
      oneLine(name, 120),
      ...found.map((result, index) => `  ${named(index)}  ${result ? inWords(result) : absent}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function inWords(result: NonNullable<ComparedRow['found'][number]>): string {
  const { sign, word } = verdicts[result.verdict];
  const seen = detail(result);
  return `${sign} ${word}${result.known ? ' (known)' : ''}${seen === undefined ? '' : `: ${seen}`}`;
}
