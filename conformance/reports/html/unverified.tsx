/** What could not be verified and what was skipped, by reason. */
import type { Results } from '../../../generated/results.js';
import type { Problem } from '../problems.js';
import { byReason, type ReasonGroup } from '../reasons.js';
import { counted } from '../words.js';
import { RequirementList } from './requirement-list.js';
import { problemId, RequirementName, Sentence, Tag } from './words.js';

export function Unverified({ results: { results }, problems }: { results: Results; problems: readonly Problem[] }) {
  const groups = (['untestable', 'skip'] as const).flatMap((verdict) =>
    byReason(
      results.filter((result) => result.verdict === verdict),
      problems,
    ),
  );
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="unverified">
      <h2 id="unverified">What was not verified, and what to do about it</h2>
      {groups.map((group) => (
        <Reason group={group} problem={problems.find(({ number }) => number === group.problem)} />
      ))}
    </section>
  );
}

function Reason({ group, problem }: { group: ReasonGroup; problem?: Problem }) {
  const { verdict, title, advice, texts, prerequisites, results } = group;
  return (
    <details class="reason">
      <summary>
        <Tag verdict={verdict} text={`${results.length} ${verdict === 'skip' ? 'skipped' : 'not verified'}`} />{' '}
        <strong>
          <Sentence text={title} />
        </strong>
        {problem && `: problem ${problem.number}`}
        {advice !== undefined && (
          <span class="why">
            To do: <Sentence text={advice} />
          </span>
        )}
      </summary>
      {problem && (
        <p>
          <a href={`#${problemId(problem.number)}`}>
            {problem.number}. <Sentence text={problem.title} />
          </a>
        </p>
      )}
      {prerequisites.length > 0 && (
        <p>
          Builds on{' '}
          {prerequisites.map((name, index) => (
            <>
              {index > 0 && ', '}
              <RequirementName name={name} />
            </>
          ))}
        </p>
      )}
      <ul>
        {texts.map((text) => (
          <li>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
      <RequirementList results={results} label={counted(results.length, 'requirement')} />
    </details>
  );
}
