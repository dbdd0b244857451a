/** One problem: three lines, and folded below them all requirements that it breaks, each with its proof. */
import { oneLine } from '../../client/excerpt.js';
import { summaryOf } from '../causes/seen.js';
import { shortly } from '../glance.js';
import { impactWords } from '../impact.js';
import { exampleOf, type Finding, type Problem } from '../problems.js';
import type { Repeat, Repeats } from '../repeat/repeats.js';
import { counted } from '../words.js';
import { filterClasses } from './filter.js';
import { Proof } from './proof.js';
import { anchorOf, problemId, RequirementName, Sentence, Tag } from './words.js';

/** Of the lines that stand before a fold. */
const longestLine = 500;

export function ProblemCard({ problem, repeats }: { problem: Problem; repeats: Repeats }) {
  const { number, title, impact, verdict, evidence, findings } = problem;
  const shown = exampleOf(problem);
  const { sentence, reference, because = '' } = shown.result;
  const { known } = findings[0].result;
  return (
    <article class={`problem ${verdict} ${filterClasses(problem).join(' ')}`} id={problemId(number)}>
      <details>
        <summary>
          <h3>
            <span class="n">{number}</span> <Sentence text={title} />
          </h3>
          <span class="line-of says">
            <b>Required</b> <Sentence text={oneLine(sentence, longestLine)} />{' '}
            {reference === undefined ? (
              <Sentence text={oneLine(because, longestLine)} />
            ) : (
              <>The reference: {quotation(oneLine(reference, longestLine))}</>
            )}
          </span>
          <span class="line-of tried">
            <b>Tried</b> <Sentence text={oneLine(shortly(shown).replace(/^Tried /, ''), longestLine)} />
          </span>
          <span class="line-of meta">
            <Tag verdict={verdict} text={impactWords[impact].word} />{' '}
            {verdict === 'warn' && 'Advice: the reference is silent here. '}
            {counted(findings.length, 'finding')} in {operationsOf(findings)}
            {known && <span class="known"> Known until {known.expires}</span>}
          </span>
        </summary>
        {known && (
          <p class="known">
            <b>Known until {known.expires}:</b> {known.reason}
          </p>
        )}
        {evidence !== undefined && findings.length > 1 && (
          <p class="note">
            <b>Why these are one problem:</b> {evidence}
          </p>
        )}
        {findings.map((finding) => (
          <Case finding={finding} repeat={repeats.get(finding.result)} open={findings.length === 1} />
        ))}
        <Script number={number} repeat={findings.flatMap(({ result }) => repeats.get(result) ?? [])[0]} />
      </details>
    </article>
  );
}

/** A line of JSON has its own quotes. */
const quotation = (text: string): string => (text.includes('"') ? text : `“${text}”`);

function operationsOf(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ result }) => summaryOf(result.operation)))];
  return names.length > 3
    ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more operations`
    : names.join(', ');
}

/** The script of one finding; those of the others are files beside the page. */
function Script({ repeat, number }: { repeat?: Repeat; number: number }) {
  if (!repeat) return null;
  return (
    <details class="exchange">
      <summary>
        <b>To repeat it:</b> a script for any day, with all that it needs
      </summary>
      <p class="note">
        It is also in <code>{repeat.file}</code>, beside this page. It takes the key from the environment, makes tickets
        of its own where it needs some, and removes them. <code>osticket-contract repeat results.json {number}</code>{' '}
        tries all findings of this problem live.
      </p>
      <pre class="curl">{repeat.script}</pre>
    </details>
  );
}

/** One requirement of one operation. */
function Case({ finding, repeat, open }: { finding: Finding; repeat?: Repeat; open: boolean }) {
  const { result } = finding;
  const { requirement, operation, level, sentence, reference, because, verdict } = result;
  return (
    <details class={`case ${verdict}`} id={anchorOf(result)} open={open}>
      <summary>
        <Tag verdict={verdict} /> <Sentence text={sentence} /> <span class="op">{operation}</span>
      </summary>
      <p class="meta">
        <RequirementName name={requirement} /> {level}; tried on <code>{operation}</code>
      </p>
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
      <Proof finding={finding} />
      {repeat && (
        <p class="note">
          To repeat it: <code>sh {repeat.file}</code>
        </p>
      )}
    </details>
  );
}
