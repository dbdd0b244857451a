/** All problems, by impact. */
import { type Impact, impacts, impactWords } from '../impact.js';
import type { Problem } from '../problems.js';
import type { Repeats } from '../repeat/repeats.js';
import { counted } from '../words.js';
import { ProblemCard } from './problem.js';

interface Part {
  id: string;
  title: string;
  intro: string;
  problems: readonly Problem[];
}

const isKnown = ({ findings: [{ result }] }: Problem) => result.known !== undefined;

function parts(problems: readonly Problem[]): Part[] {
  const open = problems.filter((problem) => problem.verdict !== 'error' && !isKnown(problem));
  return [
    ...impacts.map((impact: Impact) => {
      const { word, meaning } = impactWords[impact];
      return { id: impact, title: word, intro: meaning, problems: open.filter((one) => one.impact === impact) };
    }),
    {
      id: 'error',
      title: 'Mistakes of the test suite',
      intro: 'The installation is not to blame. Please report them to the makers of the suite.',
      problems: problems.filter((problem) => problem.verdict === 'error' && !isKnown(problem)),
    },
    {
      id: 'known',
      title: 'Known deviations',
      intro: 'They stand in the baseline and do not count against the installation until they expire.',
      problems: problems.filter(isKnown),
    },
  ].filter((part) => part.problems.length > 0);
}

export function Problems({ problems, repeats }: { problems: readonly Problem[]; repeats: Repeats }) {
  return (
    <>
      {parts(problems).map((part) => (
        <section class={`part i-${part.id}`} aria-labelledby={`list-${part.id}`}>
          <h2 id={`list-${part.id}`}>
            {part.title}: {counted(part.problems.length, 'problem')}
          </h2>
          <p class="intro">{part.intro}</p>
          {part.problems.map((problem) => (
            <ProblemCard problem={problem} repeats={repeats} />
          ))}
        </section>
      ))}
    </>
  );
}
