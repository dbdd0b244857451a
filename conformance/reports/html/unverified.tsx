/** What could not be verified and what was skipped, by reason. */
import type { Result, Results } from '../../../generated/results.js';
import { byReason, type ReasonGroup } from '../reasons.js';
import { nameOf } from '../topics.js';
import { RequirementList } from './requirement-list.js';
import { anchorOf, counted, RequirementName, Sentence, Tag } from './words.js';

export function Unverified({ results: { results } }: { results: Results }) {
  const groups = (['untestable', 'skip'] as const).flatMap((verdict) =>
    byReason(results.filter((result) => result.verdict === verdict)),
  );
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="unverified">
      <h2 id="unverified">What was not verified, and why</h2>
      {groups.map((group) => (
        <Reason group={group} results={results} />
      ))}
    </section>
  );
}

function Reason({ group, results }: { group: ReasonGroup; results: Result[] }) {
  const broken = results.find(({ requirement, verdict }) => requirement === group.prerequisite && verdict === 'fail');
  const [first, ...others] = group.texts;
  return (
    <details class="reason">
      <summary>
        <Tag
          verdict={group.verdict}
          text={`${group.results.length} ${group.verdict === 'skip' ? 'skipped' : 'not verified'}`}
        />{' '}
        <strong>{group.title}</strong>
        {group.prerequisite !== undefined && (
          <>
            {': '}
            <RequirementName name={group.prerequisite} />
          </>
        )}
        {first !== undefined && (
          <span class="why">
            <Sentence text={first} />
            {others.length > 0 && ` And ${counted(others.length, 'other reason')} of this kind.`}
          </span>
        )}
      </summary>
      {broken && (
        <p>
          See the failure{' '}
          <a href={`#${anchorOf(broken)}`}>
            <RequirementName name={nameOf(broken)} />
          </a>
          .
        </p>
      )}
      {others.length > 0 && (
        <ul>
          {group.texts.map((text) => (
            <li>
              <Sentence text={text} />
            </li>
          ))}
        </ul>
      )}
      <RequirementList results={group.results} label={counted(group.results.length, 'requirement')} />
    </details>
  );
}
