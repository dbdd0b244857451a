/** What was tested, when, with what, and the verdict. */

import type { Results } from '../../../generated/results.js';
import { readableTime } from '../../../html/readable-time.js';
import { overall } from '../verdicts.js';
import { counted } from '../words.js';
import { Sentence } from './words.js';

export function Header({ results }: { results: Results }) {
  const { target, run, suite } = results;
  return (
    <header>
      <p class="kind">osTicket API conformance report</p>
      <h1>{target.url}</h1>
      <p class="when">
        {readableTime(run.startedAt)}; suite {suite.version}, contract {suite.contract}
        {run.rejudged && ` (${whence(run)}; nothing was sent)`}
      </p>
      <details class="about">
        <summary>About this run</summary>
        <dl class="facts">
          <dt>Target</dt>
          <dd>
            {target.reference ? 'the reference server, which the suite started itself' : 'an installation'}
            {target.server !== undefined && <> ({target.server})</>}
          </dd>
          <dt>How</dt>
          <dd>
            {run.recorded ? 'judged by what clients sent and got' : howItRan(run)}; run {run.id}
          </dd>
          {run.explored && (
            <>
              <dt>Explored</dt>
              <dd>
                {counted(run.explored.sequences, 'sequence')} of valid requests; <code>--seed {run.explored.seed}</code>{' '}
                makes the same ones
              </dd>
            </>
          )}
          <Known title="Features" facts={target.capabilities} words={['yes', 'no']} />
          <Known title="API key may" facts={target.permissions} words={['yes', 'no']} />
          <Filter title="Only" globs={run.only} />
          <Filter title="Without" globs={run.skip} />
        </dl>
      </details>
    </header>
  );
}

const whence = ({ recorded }: Results['run']) =>
  recorded ? 'judged from traffic of clients' : 'judged again from kept evidence';

function howItRan({ requests, mode, deletes }: Results['run']): string {
  const changed = mode === 'read' ? 'nothing was changed (read mode)' : 'the run made tickets of its own (write mode)';
  return `${counted(requests, 'request')}; ${changed}${deletes ? ' and was allowed to delete them' : ''}`;
}

function Known({
  title,
  facts,
  words,
}: {
  title: string;
  facts: Record<string, boolean | null>;
  words: [string, string];
}) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {entries.map(([name, value], index) => (
          <span class="fact">
            {name}: {value === null ? 'unknown' : value ? words[0] : words[1]}
            {index < entries.length - 1 && ', '}
          </span>
        ))}
      </dd>
    </>
  );
}

/** A run of what failed before has one for each check. */
const mostGlobs = 8;

function Filter({ title, globs }: { title: string; globs: string[] }) {
  if (globs.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{globs.length > mostGlobs ? `${globs.length} chosen checks` : <code>{globs.join(' ')}</code>}</dd>
    </>
  );
}

export function Banner({ results }: { results: Results }) {
  const { sign, word, tone } = overall[results.verdict];
  return (
    <section class={`banner ${tone}`} aria-label="Verdict">
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <div>
        <h2>{word}</h2>
        <p>
          <Sentence text={results.sentence} />
        </p>
      </div>
    </section>
  );
}
