import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { operations } from '../../contract/operations.js';
import { hostile, payload } from './hostile.js';
import { junit } from './junit.js';
import { sample } from './sample.js';

type Xml = Record<string, unknown>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

function parse({ results, evidence }: ReturnType<typeof sample>) {
  const text = junit.render(results, evidence);
  expect(XMLValidator.validate(text)).toBe(true);
  const root = parser.parse(text).testsuites as Xml & { testsuite: (Xml & { testcase: Xml[] })[] };
  const cases = root.testsuite.flatMap(({ testcase }) => testcase);
  return {
    root,
    cases,
    find: (classname: string, name: string) =>
      cases.find((one) => one.classname === classname && one.name === name) ?? {},
  };
}

/** What Jenkins' schema (junit-10.xsd) allows and requires. */
const allowed = {
  testsuites: ['name', 'time', 'tests', 'failures', 'errors', 'testsuite'],
  testsuite: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp', 'testcase'],
  testcase: ['name', 'time', 'classname', 'skipped', 'error', 'failure', 'system-out'],
};

test('has the attributes and elements of the schema that Jenkins reads by, and no other', () => {
  const { root, cases } = parse(sample());
  const { '?xml': _, ...own } = root;
  expect(allowed.testsuites).toEqual(expect.arrayContaining(Object.keys(own)));
  for (const suite of root.testsuite) {
    expect(Object.keys(suite).sort()).toEqual([...allowed.testsuite].sort());
    expect(suite.time).toMatch(/^\d+\.\d{3}$/);
    expect(suite.timestamp).toBe('2026-11-24T02:04:40');
  }
  for (const one of cases) expect(allowed.testcase).toEqual(expect.arrayContaining(Object.keys(one)));
});

test('has one suite for each operation and general topic, and each result once', () => {
  const { results, evidence } = sample();
  const { root, cases } = parse({ results, evidence });
  expect(root.testsuite.map(({ name }) => name)).toEqual([
    ...operations.map(({ id }) => id),
    'auth',
    'permissions',
    'errors',
    'formats',
  ]);
  expect(cases).toHaveLength(results.results.length);
  expect(new Set(cases.map(({ classname, name }) => `${classname} ${name}`)).size).toBe(cases.length);
});

test('each verdict is the element that a CI server counts', () => {
  const { find } = parse(sample());
  const failure = find('getTicket', 'isOverdue-is-boolean').failure as Xml;
  expect(failure).toMatchObject({
    message: expect.stringMatching(/^Problem 6: Yes and no come as numbers.* Here: expected boolean, got 0$/),
    type: 'MUST',
  });
  expect(failure['#text']).toContain('Reference: "isOverdue": false,');
  expect(failure['#text']).toContain('Where: /isOverdue');
  expect(find('createTicket', 'attachments-fifty-mb-accepted').error).toMatchObject({ type: 'suite-fault' });
  expect(find('updateTicket', 'dueDate-stored').skipped).toMatchObject({
    message: expect.stringMatching(/^Not verified: /),
  });
  expect(find('deleteTicket', 'answers-200').skipped).toMatchObject({ type: 'unsafe' });
  expect(find('permissions', 'refused-without-effect@updateTicket')).toHaveProperty('failure');
  expect(Object.keys(find('getTicket', 'by-number'))).toEqual(['classname', 'name', 'time']);
});

test('a warning passes and says so; a known deviation does not fail the build', () => {
  const { find } = parse(sample());
  const warned = find('searchTickets', 'status-unknown-not-everything');
  expect(warned['system-out']).toMatch(
    /^Warning: Problem 4: A search ignores .* Here: expected status 400, 404, or an empty array, got 60 tickets/,
  );
  expect(warned).not.toHaveProperty('failure');
  const known = find('getTicket', 'isAnswered-is-boolean');
  expect(known.skipped).toMatchObject({ message: expect.stringContaining('Known deviation until 2027-01-31') });
  expect(known).not.toHaveProperty('failure');
});

test('the totals are those of the elements', () => {
  const { root, cases } = parse(sample());
  const count = (element: string) => String(cases.filter((one) => element in one).length);
  expect(root).toMatchObject({ tests: String(cases.length), failures: count('failure'), errors: count('error') });
  const skipped = root.testsuite.reduce((sum, suite) => sum + Number(suite.skipped), 0);
  expect(String(skipped)).toBe(count('skipped'));
  expect([count('failure'), count('error'), count('skipped')]).toEqual(['8', '1', '30']);
});

test('holds any text; what XML cannot hold becomes U+FFFD', () => {
  const { root } = parse(hostile());
  const held = payload.replace('\u0000', '\uFFFD').replace('\u001b', '\uFFFD');
  expect(String(root.name).endsWith(held)).toBe(true);
  const { results, evidence } = sample();
  const failed = results.results.find(({ verdict }) => verdict === 'fail');
  if (failed) failed.actual = 'half \uD83D pair \u0007';
  expect(junit.render(results, evidence)).toContain('half \uFFFD pair \uFFFD');
});

test('what passed by a part of its requests says so', () => {
  const one = sample();
  const passed = one.results.results.find(({ verdict }) => verdict === 'pass');
  const text = 'The evidence lacks 2 requests of this check: it is judged by the others.';
  Object.assign(passed ?? {}, { reason: { code: 'no-evidence', text } });
  expect(parse(one).cases.filter((each) => each['system-out'] === text)).toHaveLength(1);
});
