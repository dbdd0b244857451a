/** Everything about one result that somebody has to look at. */
import { excerpt } from '../excerpt.js';
import type { Problem } from '../problems.js';
import { ExchangeDetails } from './exchange.js';
import { anchorOf, RequirementName, Sentence, Tag } from './words.js';

/** What was expected or came may be a whole page of HTML. */
const longest = 1_000;

export function ProblemCard({ problem, anchors }: { problem: Problem; anchors: ReadonlyMap<number, string> }) {
  const { number, result, exchanges, shownBefore } = problem;
  const { verdict, requirement, operation, level, sentence, reference, because, action, reason, known } = result;
  return (
    <article class={`problem ${verdict}`} id={anchorOf(result)}>
      <h3>
        <span class="n">{number}</span> <Sentence text={sentence} />
      </h3>
      <p class="meta">
        <Tag verdict={verdict} /> <RequirementName name={requirement} />{' '}
        <span>
          {level}
          {!requirement.startsWith(`${operation}/`) && (
            <>
              ; tried on <code>{operation}</code>
            </>
          )}
        </span>
      </p>
      {known && (
        <p class="known">
          <b>Known until {known.expires}:</b> {known.reason}
        </p>
      )}
      {reference !== undefined && (
        <figure>
          <figcaption>The reference says</figcaption>
          <blockquote>{reference}</blockquote>
        </figure>
      )}
      {because !== undefined && (
        <p class="because">
          <b>Why it matters:</b> <Sentence text={because} />
        </p>
      )}
      <dl class="findings">
        <Finding name="Done" text={action} />
        <Finding name="Expected" text={result.expected} exact />
        <Finding name="Actual" text={result.actual} exact />
        <Finding name="Where" text={result.pointer || undefined} exact />
        <Finding name={verdict === 'error' ? 'Fault' : 'Reason'} text={reason?.text} />
      </dl>
      {exchanges.map((exchange) => (
        <ExchangeDetails exchange={exchange} />
      ))}
      {shownBefore.length > 0 && (
        <p class="note">
          Rests also on{' '}
          {shownBefore.map(({ exchange, problem }, index) => (
            <>
              {index > 0 && ', '}
              <a href={`#exchange-${exchange}`}>exchange {exchange}</a> (at{' '}
              <a href={`#${anchors.get(problem)}`}>{problem}</a>)
            </>
          ))}
          .
        </p>
      )}
    </article>
  );
}

function Finding({ name, text, exact = false }: { name: string; text?: string; exact?: boolean }) {
  if (text === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd class={exact ? 'exact' : undefined}>
        {exact ? excerpt(text, longest) : <Sentence text={excerpt(text, longest)} />}
      </dd>
    </>
  );
}
