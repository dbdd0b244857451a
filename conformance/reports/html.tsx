/** `report.html`: one offline page for people; sections are in html/. */

import { renderPage } from '../../html/page.js';
import { BesideReference } from './html/beside.js';
import { Clients } from './html/clients.js';
import { Filter } from './html/filter.js';
import { Banner, Header } from './html/header.js';
import { Left, Stale, Traces } from './html/left.js';
import { Matrix } from './html/matrix.js';
import { Observed, Passed } from './html/passed.js';
import { Problems } from './html/problems.js';
import { Unverified } from './html/unverified.js';
import { Counts, NextSteps, Worst } from './html/worst.js';
import { listProblems } from './problems.js';
import { repeatsOf } from './repeat/repeats.js';
import type { Report } from './report.js';
import { overall } from './verdicts.js';

export const html: Report = {
  file: 'report.html',
  render(results, evidence) {
    const problems = listProblems(results, evidence);
    return renderPage(
      `${overall[results.verdict].word}: ${results.target.url}`,
      <>
        <Header results={results} />
        <main>
          <Banner results={results} />
          <Worst problems={problems} />
          <NextSteps results={results} problems={problems} />
          <Counts results={results} />
          <Filter results={results} problems={problems} />
          <Problems problems={problems} repeats={repeatsOf(problems, results, evidence)} />
          <Clients results={results} />
          <Unverified results={results} problems={problems} />
          <BesideReference results={results} />
          <Matrix results={results} problems={problems} />
          <Observed results={results} />
          <Passed results={results} />
          <Left results={results} />
          <Traces results={results} />
          <Stale results={results} />
        </main>
        <footer>
          <p>
            Made by osticket-contract {results.suite.version}. The same results for programs: results.json, junit.xml,
            exchanges.har.
            <span class="on-paper"> Proofs are printed where they were unfolded; report.html has all.</span>
          </p>
        </footer>
      </>,
    );
  },
};
