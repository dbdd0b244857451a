/** What clients send otherwise than the contract has it, where recorded traffic was judged. */
import type { Results } from '../../../generated/results.js';
import { Cell, Row, RowHead, Table } from '../../../html/table.js';
import { counted } from '../words.js';

export function Clients({ results: { clients = [] } }: { results: Results }) {
  if (clients.length === 0) return null;
  return (
    <section aria-labelledby="clients">
      <h2 id="clients">What clients send wrongly: {counted(clients.length, 'mistake')}</h2>
      <p>The contract refuses such requests; an installation may take them, or not, or only today.</p>
      <Table class="stacked" columns={['Operation', 'Where, and what is expected', 'Sent (first of them)', 'How many']}>
        {clients.map(({ operation, text, actual, count, requests }) => (
          <Row>
            <RowHead>{operation}</RowHead>
            <Cell>{text}</Cell>
            <Cell>
              <code>{actual}</code>
            </Cell>
            <Cell>
              {count} of {requests}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
