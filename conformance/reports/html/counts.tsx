/** How many results have each verdict, and what that means. */
import type { Results } from '../../../generated/results.js';
import { Cell, Row, RowHead, Table } from '../../../html/table.js';
import { type Verdict, verdictOrder, verdicts } from '../verdicts.js';
import { Tag } from './words.js';

/** The ids of the sections that list them. */
const places: Readonly<Record<Verdict, string>> = {
  fail: 'list-fail',
  warn: 'list-warn',
  error: 'list-error',
  untestable: 'unverified',
  skip: 'unverified',
  info: 'observed',
  pass: 'passed',
};

export function Counts({ results }: { results: Results }) {
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">In numbers</h2>
      <Table class="counts" columns={['How many', 'Verdict', 'What it means']}>
        {verdictOrder.map((verdict) => (
          <Row class={results.counts[verdict] === 0 ? 'none' : undefined}>
            <Cell class="number">{results.counts[verdict]}</Cell>
            <RowHead>
              {results.counts[verdict] === 0 ? (
                <Tag verdict={verdict} />
              ) : (
                <a href={`#${places[verdict]}`}>
                  <Tag verdict={verdict} />
                </a>
              )}
            </RowHead>
            <Cell>{verdicts[verdict].meaning}</Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
