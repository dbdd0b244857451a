/** Two answers beside each other: the installation's and the reference server's, where the run could not decide. */
import type { Result, Results } from '../../../generated/results.js';
import { Cell, Row, Table } from '../../../html/table.js';
import { type BesideGroup, besideGroups, besideSentence } from '../beside.js';
import { counted } from '../words.js';
import { RequirementName, Sentence, Tag } from './words.js';

export function BesideReference({ results: { beside, results } }: { results: Results }) {
  if (!beside || beside.checks.length === 0) return null;
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">Beside the reference server</h2>
      <p>
        <Sentence text={besideSentence(beside)} /> A difference is no verdict: it shows what to look at. Times, the
        run's ID and internal IDs are left out of the comparison.
      </p>
      {besideGroups(beside).map((group) => (
        <Group group={group} results={results} />
      ))}
    </section>
  );
}

function Group({ group: { checks, answers }, results }: { group: BesideGroup; results: readonly Result[] }) {
  const [first] = checks;
  if (!first) return null;
  const differing = answers.filter(({ lines }) => lines.length > 0);
  const same = answers.length - differing.length;
  return (
    <details class="reason">
      <summary>
        <Tag verdict="info" text={counted(checks.length, 'check')} /> <RequirementName name={first.requirement} />
        {checks.length > 1 && ` and ${checks.length - 1} more`}:{' '}
        {differing.length === 0
          ? 'both answer the same'
          : `${counted(differing.length, 'answer differs', 'answers differ')}`}
      </summary>
      <ul class="requirements">
        {checks.map(({ requirement, operation, reference, text }) => {
          const here = results.find((one) => one.requirement === requirement && one.operation === operation);
          return (
            <li>
              <RequirementName name={requirement} />
              <span class="sentence">
                Here: <Sentence text={here?.observed ?? here?.reason?.text ?? 'not decided'} />
              </span>
              <span class="sentence">
                Reference server: <Tag verdict={reference} /> {text !== undefined && <Sentence text={text} />}
              </span>
            </li>
          );
        })}
      </ul>
      {differing.map((answer) => (
        <Answers answer={answer} />
      ))}
      {same > 0 && <p class="note">{counted(same, 'more answer is', 'more answers are')} the same on both.</p>}
    </details>
  );
}

function Answers({ answer: { request, body, exchange, lines } }: { answer: BesideGroup['answers'][number] }) {
  return (
    <div>
      <p class="line">
        {request} <span class="note">(exchange {exchange})</span>
      </p>
      {body !== undefined && <pre>{body}</pre>}
      <Table class="beside" columns={['This installation', 'Reference server']}>
        {lines.map(({ both, here, reference, more }) =>
          more === undefined ? (
            <Row class={both === undefined ? 'differs' : undefined}>
              <Cell>{both === undefined ? marked(here) : both}</Cell>
              <Cell>{both === undefined ? marked(reference) : both}</Cell>
            </Row>
          ) : (
            <Row>
              <Cell>… {counted(more, 'equal line')}</Cell>
              <Cell>…</Cell>
            </Row>
          ),
        )}
      </Table>
    </div>
  );
}

const marked = (line: string | undefined) => line !== undefined && <mark>{line}</mark>;
