/** Several runs side by side, as an offline page: what changed, and what works in which. */
import type { Results } from '../../generated/results.js';
import { renderPage } from '../../html/page.js';
import { readableTime } from '../../html/readable-time.js';
import { Cell, Row, RowHead, Table } from '../../html/table.js';
import { type ChangedProblem, changesBetween, extentOf, isWhole, type NamedRun, versionsDiffer } from './comparison.js';
import { RequirementName, Sentence, Tag } from './html/words.js';
import { impactWords } from './impact.js';
import { type CellKind, cellWords, countIn, matrixOf } from './matrix.js';
import { nameOf } from './topics.js';
import { overall, type Verdict, verdictOrder, verdicts } from './verdicts.js';
import { counted } from './words.js';

/** Renders the page: what changed from the first run to the last, then all runs in columns. */
export function renderComparison(list: readonly NamedRun[]): string {
  const [before, after] = [list[0] as NamedRun, list.at(-1) as NamedRun];
  const { regressions, firstSeen, mended, still, others } = changesBetween(before, after);
  const words = [
    regressions.length === 0
      ? 'Nothing is newly broken'
      : counted(regressions.length, regressions.every(isWhole) ? 'new problem' : 'new or wider problem'),
    `${mended.filter(isWhole).length} mended`,
    ...(mended.every(isWhole) ? [] : [`${mended.filter((one) => !isWhole(one)).length} mended in part`]),
    `${still.length} as before`,
  ];
  return renderPage(
    `Comparison of ${counted(list.length, 'run')}`,
    <>
      <header>
        <p class="kind">osTicket API conformance, side by side</p>
        <h1>{words.join(', ')}</h1>
        <p class="when">
          From {before.name} to {after.name}
        </p>
      </header>
      <main>
        {versionsDiffer(list) && (
          <p class="todo">
            The runs were judged by different versions of the suite or the contract; differences may come from that.
          </p>
        )}
        <Runs list={list} />
        <Changed
          id="new"
          title="New"
          verdict="fail"
          changes={regressions}
          none="Nothing that was in order is broken now."
        />
        {firstSeen.length > 0 && (
          <Changed
            id="first-seen"
            title="Seen for the first time, not verified before"
            verdict="fail"
            changes={firstSeen}
          />
        )}
        <Changed id="mended" title="Mended" verdict="pass" changes={mended} none="Nothing was mended." />
        <Changed id="still" title="Still broken" verdict="warn" changes={still} none="Nothing." />
        {others.length > 0 && (
          <section aria-labelledby="others">
            <h2 id="others">Other changes</h2>
            <ul>
              {others.map(({ before: then, after: now, names }) => (
                <li>
                  {counted(names.length, 'check')}: {verdicts[then].word} before, {verdicts[now].word} now
                </li>
              ))}
            </ul>
          </section>
        )}
        <Compatibility list={list} />
      </main>
    </>,
  );
}

function Changed({
  id,
  title,
  verdict,
  changes,
  none,
}: {
  id: string;
  title: string;
  verdict: Verdict;
  changes: readonly ChangedProblem[];
  /** What stands in place of no changes. */
  none?: string;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title}: {counted(changes.length, 'problem')}
      </h2>
      {changes.length === 0 && <p>{none}</p>}
      {changes.map((changed) => (
        <details>
          <summary>
            <Tag verdict={verdict} text={impactWords[changed.problem.impact].word} />{' '}
            <Sentence text={changed.problem.title} /> <span class="under">({extentOf(changed)})</span>
          </summary>
          <ul class="requirements">
            {changed.results.map((result) => (
              <li>
                <RequirementName name={nameOf(result)} />{' '}
                <span class="sentence">
                  <Sentence text={result.sentence} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

const tones: Readonly<Record<CellKind, Verdict>> = {
  works: 'pass',
  broken: 'fail',
  other: 'warn',
  unknown: 'untestable',
};

function Compatibility({ list }: { list: readonly NamedRun[] }) {
  const { operations, problems } = matrixOf(list);
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">What works in which</h2>
      <Table class="compared" columns={['Problem', ...list.map(({ name }) => name)]}>
        {problems.map(({ title, impact, cells }) => (
          <Row>
            <RowHead>
              <Sentence text={title} />
              <span class="under">{impactWords[impact].word}</span>
            </RowHead>
            {cells.map((cell, index) => (
              <Cell>
                <span class="label" aria-hidden="true">
                  {list[index]?.name}
                </span>
                <span class={`tag ${tones[cell.kind]}`}>
                  <span aria-hidden="true">{cellWords[cell.kind].sign}</span> {cellWords[cell.kind].word}
                </span>
                {countIn(cell) !== '' && <span class="under">{countIn(cell)}</span>}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
      <h3>Requirements that hold, of those that could be verified</h3>
      <Table class="compared" columns={['Operation', ...list.map(({ name }) => name)]}>
        {operations.map(({ name, cells }) => (
          <Row>
            <RowHead>{name}</RowHead>
            {cells.map(({ holds, verified }, index) => (
              <Cell>
                <span class="label" aria-hidden="true">
                  {list[index]?.name}
                </span>
                {verified === 0 ? 'not verified' : `${holds} of ${verified}`}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </section>
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
