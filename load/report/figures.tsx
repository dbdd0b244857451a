/** The figures of a run as tables: operations, files, errors, what was asked for. */
import type { ComponentChildren } from 'preact';
import { Cell, Row, RowHead, Table } from '../../html/table.js';
import type { LoadSummary, Transfer } from '../shared/summary-format.js';
import { measuredText, shareText, timeText } from '../shared/threshold-words.js';

/** A cell that a phone shows with the name of its column. */
function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <Cell>
      <span class="label">{name}</span> <span>{children}</span>
    </Cell>
  );
}

const count = (value: number) => value.toLocaleString('en');

const titles: Readonly<Record<string, string>> = {
  searchTickets: 'Search',
  downloadAttachment: 'Download a file',
  updateTicket: 'Upload a file',
};

export const operationWords = (id: string): string => titles[id] ?? id;

export function Operations({ operations }: LoadSummary) {
  const columns = [
    'Request',
    'Right answers',
    'A second',
    'p50 (median)',
    'p95',
    'p99',
    'Slowest',
    'Errors',
    'Turned away',
  ];
  return (
    <Table class="figures" columns={columns}>
      {operations.map(({ id, served, perSecond, time, errors, turnedAway }) => (
        <Row>
          <RowHead>
            {operationWords(id)} <code class="name">{id}</code>
          </RowHead>
          <Figure name="Right answers">{count(served)}</Figure>
          <Figure name="A second">{perSecond.toFixed(1)}</Figure>
          <Figure name="p50 (median)">{timeText(time.median)}</Figure>
          <Figure name="p95">{timeText(time.p95)}</Figure>
          <Figure name="p99">{timeText(time.p99)}</Figure>
          <Figure name="Slowest">{timeText(time.most)}</Figure>
          <Figure name="Errors">{shareText(errors)}</Figure>
          <Figure name="Turned away">{shareText(turnedAway)}</Figure>
        </Row>
      ))}
    </Table>
  );
}

export function Transfers({ downloads, uploads }: LoadSummary) {
  const rows: [string, Transfer][] = [];
  if (downloads) rows.push(['Downloads', downloads]);
  if (uploads) rows.push(['Uploads', uploads]);
  if (rows.length === 0) return null;
  return (
    <Table class="figures" columns={['Files', 'How many', 'Megabytes', 'MB/s together', 'MB/s of a typical one']}>
      {rows.map(([name, { count: files, bytes, together, typical }]) => (
        <Row>
          <RowHead>{name}</RowHead>
          <Figure name="How many">{count(files)}</Figure>
          <Figure name="Megabytes">{(bytes / 2 ** 20).toFixed(1)}</Figure>
          <Figure name="MB/s together">{together.toFixed(2)}</Figure>
          <Figure name="MB/s of a typical one">{typical.toFixed(2)}</Figure>
        </Row>
      ))}
    </Table>
  );
}

export function Thresholds({ thresholds }: LoadSummary) {
  return (
    <Table class="stacked" columns={['Result', 'Asked for', 'Measured']}>
      {thresholds.map(({ metric, ok, value, sentence }) => (
        <Row>
          <Cell>
            <span class={`tag ${ok ? 'pass' : 'fail'}`}>{ok ? '✓ reached' : '✗ missed'}</span>
          </Cell>
          <RowHead>{sentence}</RowHead>
          <Cell>{measuredText(metric, value)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

export const kinds = [
  ['timeout', 'No answer in time', 'The server took a request and did not answer it in the time that the run gave it.'],
  ['connection', 'No connection', 'The server did not take the connection, or broke it off.'],
  ['status', 'Another status code', 'The answer says that it failed: 500, for example.'],
  [
    'shape',
    'Wrong content',
    'The answer says that it is fine, but is not what the contract describes, or not the file that was asked for.',
  ],
] as const;

export function Errors({ errors, turnedAway, dropped }: LoadSummary) {
  const rows = [
    ...kinds.map(([kind, name, meaning]) => ({ name, value: errors[kind], meaning })),
    {
      name: 'Turned away (429, 503); no error',
      value: turnedAway,
      meaning: 'A limit of the web server refused the request, so that the installation never saw it.',
    },
    {
      name: 'Not sent; no error',
      value: dropped,
      meaning: 'All virtual users were waiting for answers: the installation was slower than the requests came.',
    },
  ].filter(({ value }) => value > 0);
  if (rows.length === 0) return <p>Nothing: every request was sent in its time, and had a right answer.</p>;
  return (
    <Table class="stacked counts" columns={['How many', 'What', 'What it means']}>
      {rows.map(({ name, value, meaning }) => (
        <Row>
          <Cell class="number">{count(value)}</Cell>
          <RowHead>{name}</RowHead>
          <Cell>{meaning}</Cell>
        </Row>
      ))}
    </Table>
  );
}
