/** What was done, what came of it, and the exchanges. */
import { excerpt } from '../../client/excerpt.js';
import type { Finding } from '../problems.js';
import { ExchangeDetails } from './exchange.js';
import { anchorOf, Sentence } from './words.js';

/** What was expected or came may be a whole page of HTML. */
const longest = 1_000;

export function Proof({ finding: { result, exchanges, shownBefore } }: { finding: Finding }) {
  const { verdict, action, expected, actual, pointer, reason } = result;
  return (
    <>
      <dl class="findings">
        <Fact name="Tried" text={action} />
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
