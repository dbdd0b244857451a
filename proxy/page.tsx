/** The proxy's own page: what is wrong in the traffic, by problem, as it is now. */
import type { RequestListener } from 'node:http';
import { Clients } from '../conformance/reports/html/clients.js';
import { Problems } from '../conformance/reports/html/problems.js';
import { Sentence } from '../conformance/reports/html/words.js';
import { Worst } from '../conformance/reports/html/worst.js';
import { listProblems } from '../conformance/reports/problems.js';
import { counted } from '../conformance/reports/words.js';
import type { Baseline } from '../conformance/run/known-deviations.js';
import { requirements } from '../contract/requirements.js';
import { renderPage } from '../html/page.js';
import { readableTime } from '../html/readable-time.js';
import { Cell, Row, RowHead, Table } from '../html/table.js';
import { isLoopback } from '../installation/loopback.js';
import { proofsIn } from '../traffic/outcome.js';
import { type TrafficRun, trafficResults } from '../traffic/results.js';
import type { Traffic } from '../traffic/traffic.js';
import type { Counts } from './counts.js';

const sentences = new Map<string, string>(requirements.map(({ id, sentence }) => [id, sentence]));

/** Seconds after which a browser asks for the page again. */
const refreshSeconds = 5;

export interface Shown {
  run: TrafficRun;
  baseline: Baseline | undefined;
  enforce: boolean;
  repair: boolean;
}

/** Answers with the page at `/`, and with one that stays as it is at `/?still`. */
export function page(traffic: Traffic, counts: Counts, shown: Shown): RequestListener {
  return ({ headers: { host = '' }, url = '/', method = '' }, response) => {
    const refuse = (status: number, text: string) =>
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    // A web page elsewhere may have made this machine's address its own, to read what is here.
    if (!isLoopback(`http://${host}/`)) return refuse(403, 'The page is for this machine alone: open it by 127.0.0.1.');
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'The page can only be read.');
    const [path, query] = url.split('?');
    if (path !== '/') return refuse(404, 'There is one page only, at /.');
    const still = query === 'still';
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Frame-Options': 'DENY',
      ...(still ? {} : { Refresh: String(refreshSeconds) }),
    });
    response.end(method === 'HEAD' ? undefined : rendered(traffic, counts, shown, still));
  };
}

function rendered(traffic: Traffic, counts: Counts, { run, baseline, ...modes }: Shown, still: boolean): string {
  const results = trafficResults(traffic, run, baseline);
  const problems = listProblems(results, { exchanges: proofsIn(traffic) });
  return renderPage(
    `Traffic with ${run.url}`,
    <>
      <header>
        <p class="kind">osTicket API proxy</p>
        <h1>{run.url}</h1>
        <p class="when">
          Since {readableTime(run.startedAt.toISOString())}; {modesInWords(modes)}.{' '}
          {still ? <a href="/">Show it as it goes on</a> : <a href="/?still">Stop here, to read</a>}
        </p>
      </header>
      <main>
        <p>{results.sentence}</p>
        <Worst problems={problems} />
        <Problems problems={problems} repeats={new Map()} />
        <Clients results={results} />
        <Refusals counts={counts} />
        <Repaired counts={counts} />
      </main>
    </>,
  );
}

function modesInWords({ enforce, repair }: Pick<Shown, 'enforce' | 'repair'>): string {
  const refuses = 'refuses what the contract refuses';
  const mends = 'mends answers';
  if (enforce && repair) return `it ${refuses} and ${mends}`;
  return enforce ? `it ${refuses}` : repair ? `it ${mends}` : 'it changes nothing';
}

function Refusals({ counts: { refusals } }: { counts: Counts }) {
  if (refusals.size === 0) return null;
  const all = [...refusals].sort(([, a], [, b]) => b - a);
  return (
    <section aria-labelledby="refusals">
      <h2 id="refusals">
        Refused here:{' '}
        {counted(
          all.reduce((sum, [, count]) => sum + count, 0),
          'request',
        )}
      </h2>
      <p>The installation did not see them.</p>
      <Table class="stacked" columns={['By which requirement', 'What it says', 'How many']}>
        {all.map(([requirement, count]) => (
          <Row>
            <RowHead>{requirement}</RowHead>
            <Cell>
              <Sentence text={sentences.get(requirement) ?? ''} />
            </Cell>
            <Cell>{count}</Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}

function Repaired({ counts: { repairs, tooLarge } }: { counts: Counts }) {
  if (repairs.length === 0 && tooLarge === 0) return null;
  return (
    <section aria-labelledby="repairs">
      <h2 id="repairs">Mended in answers: {counted(repairs.length, 'place')}</h2>
      <p>
        Clients got what the contract documents; the problems above are of the answers as they came.
        {tooLarge > 0 &&
          ` ${counted(tooLarge, 'answer was', 'answers were')} too large to be mended: clients got what came.`}
      </p>
      <Table class="stacked" columns={['Operation', 'What', 'How often']}>
        {repairs.map(({ operation, what, count }) => (
          <Row>
            <RowHead>{operation}</RowHead>
            <Cell>{what || 'the answer as a whole'}</Cell>
            <Cell>{count}</Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
