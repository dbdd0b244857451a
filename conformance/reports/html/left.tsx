/** What the reader has to do: tickets that are still there, and baseline entries that are out of date. */
import type { Results } from '../../../generated/results.js';
import { counted } from './words.js';

export function Left({ results: { left, run } }: { results: Results }) {
  if (left.length === 0) return null;
  return (
    <section class="todo" aria-labelledby="left">
      <h2 id="left">To do: {counted(left.length, 'test ticket')} could not be removed</h2>
      <p>
        The run made {left.length === 1 ? 'this ticket' : 'these tickets'} in the installation. Run{' '}
        <code>osticket-contract sweep</code> with the same settings, or delete {left.length === 1 ? 'it' : 'them'} in the agent
        panel: search there for <code>{run.id}</code>.
      </p>
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">Ticket</th>
            <th scope="col">Subject</th>
            <th scope="col">Why it is still there</th>
          </tr>
        </thead>
        <tbody>
          {left.map(({ number, subject, why }) => (
            <tr>
              <th scope="row">{number ?? 'number unknown'}</th>
              <td>{subject}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Stale({ results: { stale = [] } }: { results: Results }) {
  if (stale.length === 0) return null;
  return (
    <section class="todo" aria-labelledby="stale">
      <h2 id="stale">To do: {counted(stale.length, 'entry', 'entries')} of the baseline to remove</h2>
      <ul>{stale.map((entry) => <li>{entry}</li>)}</ul>
    </section>
  );
}
