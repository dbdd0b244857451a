/** Everything about one requirement that somebody has to look at. */
import type { Result } from '../../../generated/results.js';
import { excerpt, oneLine } from '../../client/excerpt.js';
import type { Finding, Problem } from '../problems.js';
import { isOwn } from '../topics.js';
import { ExchangeDetails } from './exchange.js';
import { anchorOf, counted, RequirementName, Sentence, Tag } from './words.js';

/** What was expected or came may be a whole page of HTML. */
const longest = 1_000;
/** Of that, what stands beside the operation where there are several. */
const longestGlance = 90;

export function ProblemCard({ problem: { number, findings } }: { problem: Problem }) {
  const [first] = findings;
  const { result } = first;
  const { verdict, requirement, sentence, reference, because, known } = result;
  const single = findings.length === 1;
  return (
    <article class={`problem ${verdict}`} id={single ? anchorOf(result) : undefined}>
      <h3>
        <span class="n">{number}</span> <Sentence text={sentence} />
      </h3>
      <p class="meta">
        <Tag verdict={verdict} /> <RequirementName name={requirement} /> <Extent findings={findings} />
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
      {single ? <Proof finding={first} /> : findings.map((finding) => <Case finding={finding} />)}
    </article>
  );
}

/** How binding the requirement is, and where it was tried if its name does not say so. */
function Extent({ findings }: Pick<Problem, 'findings'>) {
  const [{ result }] = findings;
  return (
    <span>
      {result.level}
      {findings.length > 1 && <>; the same in {counted(findings.length, 'operation')}</>}
      {findings.length === 1 && !isOwn(result) && (
        <>
          ; tried on <code>{result.operation}</code>
        </>
      )}
    </span>
  );
}

/** One operation of several. */
function Case({ finding }: { finding: Finding }) {
  const { result } = finding;
  return (
    <details class="case" id={anchorOf(result)}>
      <summary>
        <code>{result.operation}</code> <span class="exact">{oneLine(glance(result), longestGlance)}</span>
      </summary>
      <Proof finding={finding} />
    </details>
  );
}

const glance = ({ actual, reason }: Result) => actual ?? reason?.text ?? '';

/** What was done, what came of it, and the exchanges. */
function Proof({ finding: { result, exchanges, shownBefore } }: { finding: Finding }) {
  const { verdict, action, expected, actual, pointer, reason } = result;
  return (
    <>
      <dl class="findings">
        <Fact name="Done" text={action} />
        <Fact name="Expected" text={expected} exact />
        <Fact name="Actual" text={actual} exact />
        <Fact name="Where" text={pointer || undefined} exact />
        <Fact name={verdict === 'error' ? 'Fault' : 'Reason'} text={reason?.text} />
      </dl>
      {exchanges.map((exchange) => (
        <ExchangeDetails exchange={exchange} />
      ))}
      {shownBefore.length > 0 && (
        <p class="note">
          {exchanges.length > 0 ? 'Rests also on' : 'Rests on'}{' '}
          {shownBefore.map(({ exchange, problem, result: before }, index) => (
            <>
              {index > 0 && ', '}
              <a href={`#exchange-${exchange}`}>exchange {exchange}</a> (at{' '}
              <a href={`#${anchorOf(before)}`}>{problem}</a>)
            </>
          ))}
          .
        </p>
      )}
    </>
  );
}

function Fact({ name, text, exact = false }: { name: string; text?: string; exact?: boolean }) {
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
