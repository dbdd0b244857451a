/** The first screen: the worst problems in plain language, what is to do, and the counts. */
import type { Results } from '../../../generated/results.js';
import { type Impact, impactWords } from '../impact.js';
import { nextSteps } from '../next-steps.js';
import type { Problem } from '../problems.js';
import { type Verdict, verdictOrder, verdicts } from '../verdicts.js';
import { counted } from '../words.js';
import { problemId, Sentence, Tag } from './words.js';

const mostShown = 5;

export function Worst({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <section class="worst" aria-labelledby="worst">
      <h2 id="worst">
        {problems.length > mostShown
          ? `The worst ${mostShown} of ${counted(problems.length, 'problem')}`
          : counted(problems.length, 'problem')}
      </h2>
      <ol>
        {problems.slice(0, mostShown).map(({ number, title, impact, verdict }) => (
          <li>
            <Tag verdict={verdict} text={impactWords[impact satisfies Impact].word} />{' '}
            <a href={`#${problemId(number)}`}>
              <Sentence text={title} />
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function NextSteps({ results, problems }: { results: Results; problems: readonly Problem[] }) {
  const steps = nextSteps(results, problems);
  if (steps.length === 0) return null;
  return (
    <section class="next" aria-labelledby="next">
      <h2 id="next">What to do</h2>
      <ul>
        {steps.map((step) => (
          <li>
            <Sentence text={step} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The ids of the sections that list what has no problem of its own. */
const places: Readonly<Partial<Record<Verdict, string>>> = {
  fail: 'worst',
  warn: 'worst',
  error: 'worst',
  untestable: 'unverified',
  skip: 'unverified',
  info: 'observed',
  pass: 'passed',
};

export function Counts({ results: { counts, left, stale = [] } }: { results: Results }) {
  const total = verdictOrder.reduce((sum, verdict) => sum + counts[verdict], 0);
  return (
    <section class="counts" aria-labelledby="counts">
      <h2 id="counts">{counted(total, 'check')}</h2>
      <p class="tags">
        {verdictOrder
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <a href={`#${places[verdict]}`}>
              <Tag verdict={verdict} text={`${counts[verdict]} ${verdicts[verdict].word}`} />
            </a>
          ))}
      </p>
      <details>
        <summary>What these words mean</summary>
        <dl class="meanings">
          {verdictOrder.map((verdict) => (
            <>
              <dt>
                <Tag verdict={verdict} />
              </dt>
              <dd>{verdicts[verdict].meaning}</dd>
            </>
          ))}
        </dl>
      </details>
      {left.length > 0 && (
        <p class="todo">
          <a href="#left">To do: {counted(left.length, 'test ticket')} could not be removed.</a>
        </p>
      )}
      {stale.length > 0 && (
        <p class="todo">
          <a href="#stale">To do: {counted(stale.length, 'entry', 'entries')} of the baseline to remove.</a>
        </p>
      )}
    </section>
  );
}
