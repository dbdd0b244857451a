/** The matrix operation x requirement: one small cell for each result, which leads to it. */

import { topicOf } from '../../../contract/requirements.js';
import type { Result, Results } from '../../../generated/results.js';
import { Cell, Row, RowHead, Table } from '../../../html/table.js';
import { numbersOf, type Problem } from '../problems.js';
import { byOperation, type Group, isOwn } from '../topics.js';
import { verdictOrder, verdicts } from '../verdicts.js';
import { anchorOf, Tag } from './words.js';

/** General topics as an administrator would call them. */
const topicWords: Record<string, string> = {
  auth: 'API key',
  permissions: 'Permissions',
  errors: 'Errors',
  formats: 'Formats',
};

export function Matrix({ results: { results }, problems }: { results: Results; problems: readonly Problem[] }) {
  const numbers = numbersOf(problems);
  const topics = [
    ...new Set(results.filter((result) => !isOwn(result)).map(({ requirement }) => topicOf(requirement))),
  ];
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">Every operation, every requirement</h2>
      <p class="legend">
        Each cell is one requirement and leads to its text. A number in a cell is that of its problem above.
        <span class="tags">
          {verdictOrder.map((verdict) => (
            <Tag verdict={verdict} />
          ))}
        </span>
      </p>
      <Table
        class="matrix"
        columns={['Operation', 'Its own requirements', ...topics.map((topic) => topicWords[topic] ?? topic)]}
      >
        {byOperation(results).map((group) => (
          <OperationRow group={group} topics={topics} numbers={numbers} />
        ))}
      </Table>
    </section>
  );
}

type Numbers = ReadonlyMap<Result, number>;

function OperationRow({ group, topics, numbers }: { group: Group; topics: string[]; numbers: Numbers }) {
  const { name, operation, results } = group;
  const path = operation && `${operation.method.toUpperCase()} ${operation.path}`;
  return (
    <Row>
      <RowHead>
        {name}
        {path !== undefined && <span class="path">{path}</span>}
      </RowHead>
      <Cells label="own" results={results.filter(isOwn)} numbers={numbers} />
      {topics.map((topic) => (
        <Cells
          label={topicWords[topic] ?? topic}
          results={results.filter((one) => topicOf(one.requirement) === topic)}
          numbers={numbers}
        />
      ))}
    </Row>
  );
}

function Cells({ label, results, numbers }: { label: string; results: Result[]; numbers: Numbers }) {
  return (
    <Cell class={results.length === 0 ? 'empty' : undefined}>
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <span class="cells">
        {results.map((result) => (
          <Mark result={result} number={numbers.get(result)} />
        ))}
      </span>
    </Cell>
  );
}

function Mark({ result, number }: { result: Result; number?: number }) {
  const { sign, word } = verdicts[result.verdict];
  const name = `${result.requirement}: ${word}${number === undefined ? '' : `, problem ${number}`}`;
  return (
    <a class={`cell ${result.verdict}`} href={`#${anchorOf(result)}`} title={name} aria-label={name}>
      {sign}
      {number !== undefined && <sub>{number}</sub>}
    </a>
  );
}
