/** How many results have each verdict, and what that means. */
import type { Results } from '../../../generated/results.js';
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
      <table class="counts">
        <thead>
          <tr>
            <th scope="col" class="number">How many</th>
            <th scope="col">Verdict</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {verdictOrder.map((verdict) => (
            <tr class={results.counts[verdict] === 0 ? 'none' : undefined}>
              <td class="number">{results.counts[verdict]}</td>
              <th scope="row">
                {results.counts[verdict] === 0 ? <Tag verdict={verdict} /> : <a href={`#${places[verdict]}`}><Tag verdict={verdict} /></a>}
              </th>
              <td>{verdicts[verdict].meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
