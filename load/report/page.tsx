/** `report.html`: one offline page about a load run, or about the breaking point. */
import { renderPage } from '../../html/page.js';
import { readableTime } from '../../html/readable-time.js';
import type { LoadSummary } from '../shared/summary-format.js';
import { measuredText, timeText } from '../shared/threshold-words.js';
import type { BreakingPoint } from './breaking-point.js';
import { Errors, Operations, operationWords, Thresholds, Transfers } from './figures.js';
import { Pieces, Plots } from './plots.js';
import type { Series } from './series.js';
import { plotStyle } from './style.js';

export interface LoadRun {
  summary: LoadSummary;
  series: Series;
  /** `k6 v2.3.0`, or the host of this project. */
  ranBy: string;
  breaking?: BreakingPoint;
}

const subjects = { search: 'Searches', attachments: 'Attachments' } as const;

const scenarios: Readonly<Record<string, string>> = {
  smoke: 'a few requests, to see that all works',
  average: 'the load of a usual day',
  stress: 'up to three times the usual load',
  spike: 'ten times the usual load at once, for a short time',
  soak: 'the usual load for long',
  breakpoint: 'more and more, until something gives way',
};

export function renderLoadPage(runs: readonly LoadRun[]): string {
  const [first] = runs;
  if (!first) throw new Error('A page needs a run.');
  const { target, endedAt } = first.summary;
  const title = first.breaking ? 'What the installation carries' : `Load on ${first.summary.script}`;
  return renderPage(
    `${title}: ${target}`,
    <>
      {/* As in the frame: CSS has quotes, which preact would escape. */}
      <style dangerouslySetInnerHTML={{ __html: plotStyle }} />
      <header>
        <p class="kind">osTicket load report</p>
        <h1>{target}</h1>
        <dl class="facts">
          <dt>Measured</dt>
          <dd>{readableTime(endedAt)}</dd>
          <dt>Scenario</dt>
          <dd>
            {first.summary.scenario}: {scenarios[first.summary.scenario] ?? ''}
          </dd>
          <dt>Sent by</dt>
          <dd>{first.ranBy}</dd>
        </dl>
      </header>
      <main>
        {runs.map((run) => (
          <Run run={run} alone={runs.length === 1} />
        ))}
        <Words />
      </main>
      <footer>
        <p>The same for programs: summary.json and junit.xml. The samples behind the plots: points.ndjson.</p>
      </footer>
    </>,
  );
}

/** Seconds. A plot of shorter pieces shows single answers, and no course of a load. */
const shortestPiece = 1;

function Differences({ differences = [] }: LoadSummary) {
  if (differences.length === 0) return null;
  return (
    <details>
      <summary>
        The answers of this installation differ from the contract in {differences.length}{' '}
        {differences.length === 1 ? 'place' : 'places'}; they count as right here
      </summary>
      <ul>
        {differences.map((difference) => (
          <li>{difference}</li>
        ))}
      </ul>
    </details>
  );
}

function Run({ run: { summary, series, breaking }, alone }: { run: LoadRun; alone: boolean }) {
  const at = breaking?.at;
  const Part = alone ? 'h2' : 'h3';
  return (
    <>
      {!alone && <h2 class="run">{subjects[summary.script]}</h2>}
      {breaking ? <Answer breaking={breaking} /> : <Banner summary={summary} />}
      <Differences {...summary} />
      {series.width < shortestPiece ? (
        <p class="note">The run was too short for plots: the figures have all that it says.</p>
      ) : (
        <>
          <Plots summary={summary} series={series} event={at === undefined ? undefined : { at, name: 'gives way' }} />
          <Pieces series={series} />
        </>
      )}
      <Part>In figures</Part>
      <Operations {...summary} />
      <Transfers {...summary} />
      {!breaking && (
        <>
          <Part>What was asked for</Part>
          <Thresholds {...summary} />
        </>
      )}
      <Part>What went wrong</Part>
      <Errors {...summary} />
      <p class="note">
        {summary.shapesChecked.toLocaleString('en')} answers were compared with the contract, so that a fast wrong
        answer counts as wrong.
      </p>
    </>
  );
}

function Answer({ breaking: { sentence, evidence, cause } }: { breaking: BreakingPoint }) {
  return (
    <section class={`banner ${cause === 'nothing' ? 'pass' : 'info'}`}>
      <div>
        <p class="answer">{sentence}</p>
        <p>{evidence}</p>
      </div>
    </section>
  );
}

function Banner({ summary: { passed, thresholds, turnedAway, operations, dropped } }: { summary: LoadSummary }) {
  const missed = thresholds.filter(({ ok }) => !ok).length;
  const answers = operations.reduce((sum, { served }) => sum + served, 0);
  const limited = turnedAway > (turnedAway + answers) / 20;
  return (
    <section class={`banner ${passed ? (limited ? 'warn' : 'pass') : 'fail'}`}>
      <span class="sign" aria-hidden="true">
        {passed ? (limited ? '!' : '✓') : '✗'}
      </span>
      <div>
        <p class="answer">{answerOf(operations, thresholds)}</p>
        <p>
          {!passed && `${pacesOf(operations)}. `}
          {answers.toLocaleString('en')} right answers;{' '}
          {missed === 0
            ? `all ${thresholds.length} limits were kept`
            : `${missed} of ${thresholds.length} limits were missed`}
          .
          {limited &&
            ` A limit of the web server turned ${turnedAway.toLocaleString('en')} requests away: what is behind it saw less than this load.`}
          {dropped > 0 && ` ${dropped.toLocaleString('en')} requests could not be sent in their time.`}
        </p>
      </div>
    </section>
  );
}

/** The result in one sentence: what was carried, or what was asked for and missed. */
function answerOf(operations: LoadSummary['operations'], thresholds: LoadSummary['thresholds']): string {
  const missed = thresholds.filter(({ ok }) => !ok);
  if (missed.length === 0) return `The installation carried the load: ${pacesOf(operations)}.`;
  const begin = 'The installation did not carry the load';
  if (operations.every(({ served }) => served === 0)) return `${begin}: there was no right answer.`;
  const each = missed.map(
    ({ metric, value, sentence }) =>
      `“${lowered(sentence)}” was asked for, and ${measuredText(metric, value)} measured`,
  );
  return `${begin}: ${each.join('; ')}.`;
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const pacesOf = (operations: LoadSummary['operations']) =>
  operations
    .filter(({ served }) => served > 0)
    .map(
      ({ id, perSecond, time }) =>
        `${perSecond.toFixed(1)} a second of “${operationWords(id)}”, 95 of 100 within ${timeText(time.p95)} (p95)`,
    )
    .join('; ');

const words = [
  [
    'Right answer',
    'An answer with the status code that the contract has for a success and, where it was checked, the right content.',
  ],
  [
    'p50 (median), p95, p99',
    'Of 100 answers, 50, 95 or 99 were there within this time, and the others took longer: p95 is what one in twenty callers waits for at least.',
  ],
  ['Virtual user', 'One that sends a request, waits for its answer, and sends the next one when it is its turn.'],
  [
    'The cheapest request',
    'A search for one ticket without a word to look for. Its time tells a slow search from a slow server.',
  ],
] as const;

function Words() {
  return (
    <section aria-labelledby="words">
      <h2 id="words">What the words mean</h2>
      <dl class="words">
        {words.map(([word, meaning]) => (
          <>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
