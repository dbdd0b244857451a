import { expect, test } from 'vitest';
import { hostile } from './hostile.js';
import { html } from './html.js';
import { sample } from './sample.js';

const render = ({ results, evidence }: ReturnType<typeof sample>) => html.render(results, evidence);

/** Where each text stands; fails when one is missing or the order is another. */
function expectOrder(page: string, texts: string[]) {
  const places = texts.map((text) => page.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}

test('tells things in the order in which a reader needs them', () => {
  expectOrder(render(sample()), [
    '<h1>https://helpdesk.example.org/support</h1>',
    '24 November 2026',
    'suite 0.1.0, contract 1.0.0',
    'Not conformant</h2>',
    'breaks 8 requirements',
    'id="worst"',
    'id="counts"',
    'id="by-impact"',
    'id="list-security"',
    'id="list-loss"',
    'id="list-wrong"',
    'id="list-breaks"',
    'id="list-error"',
    'id="list-known"',
    'id="unverified"',
    'id="matrix"',
    'id="observed"',
    'id="passed"',
    'id="left"',
    'id="stale"',
  ]);
});

test('a failure has everything that proves it', () => {
  const page = render(sample());
  const from = page.lastIndexOf('<article', page.indexOf('id="updateTicket/dueDate-is-string-or-null"'));
  const card = page.slice(from, page.indexOf('</article>', from));
  const own = card.slice(card.indexOf('id="updateTicket/dueDate-is-string-or-null"'));
  expectOrder(own, [
    'is refused with 400',
    'updateTicket/<wbr/>dueDate-is-string-or-null',
    'MUST',
    'The reference says',
    'status 400 and an error object',
    'status 200 and a page of HTML',
  ]);
  // Another finding of the same problem rests on the same answer.
  expect(own).toContain('<a href="#exchange-3">exchange 3</a>');
  expectOrder(card, [
    'Exchange 3',
    '&quot;dueDate&quot;: 5',
    'Status 200',
    'Fatal error',
    'To repeat it',
    'repeat/',
    '--data-binary',
  ]);
  expect(card).toContain('$OSTICKET_API_KEY');
});

test('what several operations break is one card, with a fold for each', () => {
  const page = render(sample());
  const from = page.lastIndexOf('<article', page.indexOf('id="errors/error-is-true@getTicket"'));
  const card = page.slice(from, page.indexOf('</article>', from));
  expectOrder(card, [
    '2 findings',
    '<details class="case fail" id="errors/error-is-true@getTicket">',
    '<details class="case fail" id="errors/error-is-true@updateTicket">',
  ]);
});

test('a warning gives the reason, since no reference does', () => {
  const page = render(sample());
  const card = page.slice(page.indexOf('<article class="problem warn '));
  expect(card.slice(0, card.indexOf('</article>'))).toContain('Why it matters:');
});

test('the matrix has a cell for every result, with sign and name, that leads to a place on the page', () => {
  const { results, evidence } = sample();
  const page = html.render(results, evidence);
  const cells = [...page.matchAll(/<a class="cell (\w+)" href="#([^"]+)" title="[^"]+" aria-label="([^"]+)">(.)/g)];
  expect(cells).toHaveLength(results.results.length);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  expect(cells.filter(([, , href]) => !ids.has(href))).toEqual([]);
  expect(new Set(cells.map(([, verdict, , , sign]) => `${verdict} ${sign}`)).size).toBe(7);
});

test('no id stands twice', () => {
  const ids = [...render(sample()).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('shows an exchange once, and leads to it from the other failures', () => {
  const page = render(sample());
  expect(page.match(/id="exchange-2"/g)).toHaveLength(1);
  expect(page).toContain('<a href="#exchange-2">exchange 2</a>');
});

test('shows no exchange of what passed, and cuts a long body', () => {
  const one = sample();
  one.evidence.exchanges.push({
    id: 99,
    scope: 'x',
    at: '',
    request: { method: 'GET', url: 'http://passed.example/', headers: {} },
  });
  for (const result of one.results.results) if (result.verdict === 'pass') result.exchanges = [99];
  const third = one.evidence.exchanges[2]?.response;
  if (third) third.body = { text: `start${'x'.repeat(200_000)}end` };
  const page = render(one);
  expect(page).not.toContain('passed.example');
  expect(page).toContain('197,008 more characters');
  expect(page).not.toContain('xend');
});

test('says so where no body was kept and no answer came', () => {
  const page = render(sample());
  expect(page).toContain('A body of 69,905,214 bytes, too large to be kept.');
  expect(page).toContain('No answer came: no answer within 60 seconds');
});

test('a run without problems has no empty sections', () => {
  const { results, evidence } = sample();
  const passed = results.results.filter(({ verdict }) => verdict === 'pass');
  const page = html.render(
    { ...results, results: passed, left: [], stale: undefined, verdict: 'conformant' },
    evidence,
  );
  for (const id of [
    'left',
    'stale',
    'unverified',
    'worst',
    'by-impact',
    'list-security',
    'list-breaks',
    'list-error',
    'observed',
  ]) {
    expect(page).not.toContain(`id="${id}"`);
  }
});

test('a long list of tickets that are still there is folded', () => {
  const { results, evidence } = sample();
  const [ticket] = results.left;
  const left = Array.from({ length: 146 }, () => ticket as (typeof results.left)[number]);
  expect(html.render({ ...results, left }, evidence)).toContain('<summary>Show all 146</summary>');
});

test('500 failures that rest on 1,500 exchanges stay a page that opens', () => {
  const { results, evidence } = sample();
  const [failed] = results.results.filter(({ verdict }) => verdict === 'fail');
  const [, exchange] = evidence.exchanges;
  if (!failed || !exchange) throw new Error('the sample has none');
  results.results = Array.from({ length: 500 }, (_, index) => ({
    ...failed,
    requirement: `getTicket/r${index}`,
    exchanges: [3 * index + 1, 3 * index + 2, 3 * index + 3],
  }));
  evidence.exchanges = Array.from({ length: 1_500 }, (_, index) => ({ ...exchange, id: index + 1 }));
  expect(html.render(results, evidence).length).toBeLessThan(8_000_000);
});

test('lets no text become markup', () => {
  const page = render(hostile());
  expect(page.match(/<(script|img)/g)).toBeNull();
  expect(page).toContain('&lt;img src=x onerror=');
  // No attribute ends early: whatever follows a quote is another attribute or the end of the tag.
  expect(page).not.toContain('"><img');
});

test('what passed by a part of its requests says so', () => {
  const one = sample();
  const passed = one.results.results.find(({ verdict }) => verdict === 'pass');
  const text = 'The evidence lacks 2 requests of this check: it is judged by the others.';
  Object.assign(passed ?? {}, { reason: { code: 'no-evidence', text } });
  expect(render(one).split('id="passed"')[1]).toContain(text);
});
