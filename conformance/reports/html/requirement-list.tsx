/** Requirements that need no more than a line each. */
import type { Result } from '../../../generated/results.js';
import { nameOf } from '../topics.js';
import { anchorOf, RequirementName, Sentence } from './words.js';

export function RequirementList({ results, label }: { results: readonly Result[]; label: string }) {
  return (
    <ul class="requirements" aria-label={label}>
      {results.map((result) => (
        <li id={anchorOf(result)}>
          <RequirementName name={nameOf(result)} />{' '}
          <span class="sentence">
            <Sentence text={result.sentence} />
          </span>
          {result.observed !== undefined && <span class="observed">Seen: {result.observed}</span>}
          {(result.verdict === 'pass' || result.verdict === 'info') && result.reason && (
            <span class="observed">{result.reason.text}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
