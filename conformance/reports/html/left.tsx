/** What the reader has to do: tickets that are still there, and baseline entries that are out of date. */
import type { Results } from '../../../generated/results.js';
import { Cell, Row, RowHead, Table } from '../../../html/table.js';
import { leftAdvice, leftName } from '../left.js';
import { counted } from '../words.js';
import { Sentence } from './words.js';

/** A longer list of tickets is folded. */
const longList = 10;

export function Left({ results }: { results: Results }) {
  const { left } = results;
  if (left.length === 0) return null;
  return (
    <section class="todo" aria-labelledby="left">
      <h2 id="left">To do: {counted(left.length, 'test ticket')} could not be removed</h2>
      <p>
        The run made {left.length === 1 ? 'this ticket' : 'these tickets'} in the installation, or may have.{' '}
        <Sentence text={leftAdvice(results)} />
      </p>
      {left.length > longList ? (
        <details>
          <summary>Show all {left.length}</summary>
          <Tickets left={left} />
        </details>
      ) : (
        <Tickets left={left} />
      )}
    </section>
  );
}

const Tickets = ({ left }: Pick<Results, 'left'>) => (
  <Table class="stacked" columns={['Ticket', 'Subject', 'Why it is still there']}>
    {left.map((one) => (
      <Row>
        <RowHead>{leftName(one)}</RowHead>
        <Cell>{one.subject}</Cell>
        <Cell>{one.why}</Cell>
      </Row>
    ))}
  </Table>
);

/** What osTicket keeps of a run. */
export function Traces({ results: { traces = [] } }: { results: Results }) {
  if (traces.length === 0) return null;
  return (
    <section aria-labelledby="traces">
      <h2 id="traces">What the run leaves behind</h2>
      <ul>
        {traces.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

export function Stale({ results: { stale = [] } }: { results: Results }) {
  if (stale.length === 0) return null;
  return (
    <section class="todo" aria-labelledby="stale">
      <h2 id="stale">To do: {counted(stale.length, 'entry', 'entries')} of the baseline to remove</h2>
      <ul>
        {stale.map((entry) => (
          <li>{entry}</li>
        ))}
      </ul>
    </section>
  );
}
