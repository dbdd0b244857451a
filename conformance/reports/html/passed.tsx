/** What was observed and what passed, folded. */
import type { Results } from '../../../generated/results.js';
import { byOperation } from '../topics.js';
import { counted } from '../words.js';
import { RequirementList } from './requirement-list.js';
import { Tag } from './words.js';

export function Observed({ results: { results } }: { results: Results }) {
  const observed = results.filter(({ verdict }) => verdict === 'info');
  if (observed.length === 0) return null;
  return (
    <section aria-labelledby="observed">
      <h2 id="observed">What was observed</h2>
      <details>
        <summary>
          <Tag verdict="info" text={counted(observed.length, 'observation')} />
        </summary>
        <RequirementList results={observed} label="Observations" />
      </details>
    </section>
  );
}

export function Passed({ results: { results } }: { results: Results }) {
  const passed = results.filter(({ verdict }) => verdict === 'pass');
  if (passed.length === 0) return null;
  return (
    <section aria-labelledby="passed">
      <h2 id="passed">What passed</h2>
      {byOperation(passed).map(({ name, results: own }) => (
        <details>
          <summary>
            <Tag verdict="pass" text={`${own.length} passed`} /> <strong>{name}</strong>
          </summary>
          <RequirementList results={own} label={`Passed requirements of ${name}`} />
        </details>
      ))}
    </section>
  );
}
