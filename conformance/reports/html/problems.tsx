/** The failures, the warnings and the errors of the suite. */
import type { Result } from '../../../generated/results.js';
import type { Problem } from '../problems.js';
import { ProblemCard } from './problem.js';
import { counted } from './words.js';

const sections: readonly { verdict: Result['verdict']; one: string; many: string; intro: string }[] = [
  {
    verdict: 'fail',
    one: 'broken requirement',
    many: 'broken requirements',
    intro: 'What the reference promises and the installation does not do.',
  },
  {
    verdict: 'warn',
    one: 'warning',
    many: 'warnings',
    intro: 'What no reference forbids, and what still hurts callers.',
  },
  {
    verdict: 'error',
    one: 'error of the suite',
    many: 'errors of the suite',
    intro: 'Mistakes of the test suite; the installation is not to blame. Please report them.',
  },
];

export function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <>
      {sections.map(({ verdict, one, many, intro }) => {
        const own = problems.filter(({ findings: [{ result }] }) => result.verdict === verdict);
        if (own.length === 0) return null;
        return (
          <section aria-labelledby={`list-${verdict}`}>
            <h2 id={`list-${verdict}`}>{counted(own.length, one, many)}</h2>
            <p class="intro">{intro}</p>
            {own.map((problem) => (
              <ProblemCard problem={problem} />
            ))}
          </section>
        );
      })}
    </>
  );
}
