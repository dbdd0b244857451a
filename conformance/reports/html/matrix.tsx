/** The matrix operation x requirement: one small cell for each result, which leads to it. */
import type { Result, Results } from '../../../generated/results.js';
import type { Problem } from '../problems.js';
import { byOperation, type Group, isOwn, topicOf } from '../topics.js';
import { verdictOrder, verdicts } from '../verdicts.js';
import { anchorOf, Tag } from './words.js';

/** General topics as an administrator would call them. */
const topicWords: Record<string, string> = { auth: 'API key', permissions: 'Permissions', errors: 'Errors', formats: 'Formats' };

export function Matrix({ results: { results }, problems }: { results: Results; problems: readonly Problem[] }) {
  const numbers = new Map(problems.map(({ result, number }) => [result, number]));
  const topics = [...new Set(results.filter((result) => !isOwn(result)).map(topicOf))];
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">Every operation, every requirement</h2>
      <p class="legend">
        Each cell is one requirement and leads to its text. A number in a cell is that of the problem below.
        <span class="tags">{verdictOrder.map((verdict) => <Tag verdict={verdict} />)}</span>
      </p>
      {/* Roles, because a table that is laid out as blocks on a phone loses its own. */}
      <table class="matrix" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">Operation</th>
            <th scope="col" role="columnheader">Its own requirements</th>
            {topics.map((topic) => <th scope="col" role="columnheader">{topicWords[topic] ?? topic}</th>)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {byOperation(results).map((group) => <Row group={group} topics={topics} numbers={numbers} />)}
        </tbody>
      </table>
    </section>
  );
}

type Numbers = ReadonlyMap<Result, number>;

function Row({ group, topics, numbers }: { group: Group; topics: string[]; numbers: Numbers }) {
  const { name, operation, results } = group;
  const path = operation && `${operation.method.toUpperCase()} ${operation.path}`;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {name}
        {path !== undefined && <span class="path">{path}</span>}
      </th>
      <Cells label="own" results={results.filter(isOwn)} numbers={numbers} />
      {topics.map((topic) => (
        <Cells label={topicWords[topic] ?? topic} results={results.filter((one) => topicOf(one) === topic)} numbers={numbers} />
      ))}
    </tr>
  );
}

function Cells({ label, results, numbers }: { label: string; results: Result[]; numbers: Numbers }) {
  return (
    <td role="cell" class={results.length === 0 ? 'empty' : undefined}>
      <span class="label" aria-hidden="true">{label}</span>
      <span class="cells">
        {results.map((result) => <Cell result={result} number={numbers.get(result)} />)}
      </span>
    </td>
  );
}

function Cell({ result, number }: { result: Result; number?: number }) {
  const { sign, word } = verdicts[result.verdict];
  const name = `${result.requirement}: ${word}`;
  return (
    <a class={`cell ${result.verdict}`} href={`#${anchorOf(result)}`} title={name} aria-label={name}>
      {sign}
      {number !== undefined && <sub>{number}</sub>}
    </a>
  );
}
