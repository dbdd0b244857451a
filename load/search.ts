/**
 * Load on the search of an installation.
 *
 * @example k6 run -e OSTICKET_URL=https://help.example.org -e OSTICKET_API_KEY=... -e SCENARIO=average load/search.ts
 * The other settings are in docs/load.md.
 */
import { SharedArray } from 'k6/data';
import type { Options } from 'k6/options';
import { Client } from './shared/client.ts';
import { type Endpoint, endpoints } from './shared/contract.ts';
import { measure } from './shared/measure.ts';
import { outputs, trendStats } from './shared/outputs.ts';
import { pickSearch, type SearchData } from './shared/queries.ts';
import { needed, refuse } from './shared/refuse.ts';
import { contentFault, type Row, rowsIn } from './shared/rows.ts';
import { newRunId } from './shared/run-id.ts';
import { scenariosFor } from './shared/scenarios.ts';
import { readSettings } from './shared/settings.ts';
import { shapeOf } from './shared/shape-of-installation.ts';
import type { SummaryData } from './shared/summary.ts';
import { thresholdsFor } from './shared/thresholds.ts';
import { wordsOf } from './shared/words.ts';

const settings = readSettings(__ENV, { rate: 5 });
const contract = new SharedArray<Endpoint>('contract', () =>
  endpoints(open('../generated/contract.json'), ['searchTickets']),
);
// A shared array copies an item each time it is read; one copy for each virtual user is enough.
const client = new Client(settings, [...contract]);
const { choices, maxima, defaults } = client.endpoint('searchTickets');
const bounds = { sorts: choices.sort ?? [], most: maxima.limit ?? 1 };
const pageSize = Number(defaults.limit);

/** Pages of search results that are read to find words. */
const pages = 12;

export const options: Options = {
  scenarios: scenariosFor(settings),
  thresholds: thresholdsFor(settings, { searchTickets: { p95: 1000, p99: 2500 } }),
  summaryTrendStats: trendStats,
  // Without the URL, which has in it what people search for.
  systemTags: ['status', 'method', 'name', 'check', 'error_code', 'scenario', 'expected_response'],
  maxRedirects: 0,
};

/** Finds words, statuses and departments to search for. */
export function setup(): SearchData {
  if (settings.problem !== undefined) refuse(settings.problem);
  const found: Row[][] = [];
  // The distance between the pages grows: the newest subjects, and some of each age.
  for (let page = 0, offset = 0; page < pages; page += 1, offset = offset * 2 + bounds.most) {
    const query = { limit: bounds.most, offset };
    const answer = client.patiently('searchTickets', { query, checked: settings.strict && page === 0 });
    needed(answer, settings, client.endpoint('searchTickets'));
    const rows = rowsIn(answer, settings);
    found.push(rows);
    if (rows.length < bounds.most) break;
  }
  const rows = found.flat();
  if (rows.length === 0) {
    refuse(`${settings.url} has no tickets: a search there says nothing. Fill it first (osticket-contract seed).`);
  }
  const texts = (field: keyof Row) => rows.map((row) => row[field]).filter((value) => typeof value === 'string');
  const different = (values: string[]) => [...new Set(values)].slice(0, 20);
  return {
    words: wordsOf(texts('subject'), newRunId().replace(/\W/g, '')),
    statuses: different(texts('status')),
    departments: different(texts('department')),
    shape: shapeOf(client.endpoint('searchTickets'), found, settings),
    fullPages: rows.length >= bounds.most,
  };
}

/** One search. */
export function load(data: SearchData): void {
  const { wanted, query } = pickSearch(data, bounds);
  const checked = Math.random() * settings.checkEvery < 1;
  const answer = client.call('searchTickets', { query, checked, schema: data.shape });
  if (checked && answer.error === undefined && !answer.turnedAway) {
    const fault = contentFault(answer.json as Row[], { wanted, query, pageSize, fullPages: data.fullPages });
    // The right shape with the wrong content would be a fast wrong answer.
    if (fault !== undefined) Object.assign(answer, { error: 'shape', fault });
  }
  measure(answer, { checked });
}

/** The cheapest request, one ticket without a search term: it tells a slow search from a slow server. */
export function probe(): void {
  client.call('searchTickets', { query: { limit: 1 } });
}

export const handleSummary = (data: SummaryData) =>
  outputs(data, settings, { script: 'search', operations: ['searchTickets'] });
