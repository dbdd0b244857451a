import { describe, expect, test } from 'vitest';
import { Guard, type GuardedRequest, Unsafe } from './guard.js';
import { Ledger } from './ledger.js';

const runId = 'r1a2b3c4';
const [own, ownId, strangers] = ['100001', 42, '700007'];
const url = 'https://help.example.org';

function guard(settings: Partial<{ mode: 'read' | 'write'; deletes: boolean; mail: boolean }> = {}): Guard {
  const ledger = new Ledger(undefined, runId, url);
  ledger.made(own, 'A ticket');
  const made = new Guard({ mode: 'write', deletes: true, mail: false, ...settings }, ledger, runId);
  made.allowId(ownId, own);
  return made;
}

const passes = (request: GuardedRequest, given = guard()) => expect(() => given.check(request)).not.toThrow();
const refused = (request: GuardedRequest, given = guard()) => expect(() => given.check(request)).toThrow(Unsafe);

const update = (path: string, body: unknown = { note: 'A note' }): GuardedRequest => ({ method: 'PATCH', path, body });
const quiet = { autorespond: false, alert: false };
const creation = (body: unknown, path = '/tickets.json'): GuardedRequest => ({ method: 'POST', path, body });

/** Each operation that changes a ticket, with the ticket that it names. */
const changes: [string, (number: string) => GuardedRequest][] = [
  ['updateTicket', (number) => update(`/tickets-update.php/${number}.json`)],
  ['updateTicketByPut', (number) => ({ ...update(`/tickets-update.php/${number}.json`), method: 'PUT' })],
  ['deleteTicket', (number) => ({ method: 'DELETE', path: `/tickets-delete.php/${number}.json` })],
  ['unlinkSubticket', (number) => ({ method: 'DELETE', path: `/tickets-subtickets-unlink.php/${number}.json` })],
  [
    'linkSubticket, parent',
    (number) => ({ method: 'POST', path: `/tickets-subtickets-create.php/${number}.json`, body: { childId: own } }),
  ],
  [
    'linkSubticket, child',
    (number) => ({ method: 'POST', path: `/tickets-subtickets-create.php/${own}.json`, body: { childId: number } }),
  ],
  ['parent by an update', (number) => update(`/tickets-update.php/${own}.json`, { parentTicketNumber: number })],
  ['parent by a creation', (number) => creation({ ...quiet, parentTicketId: number })],
];

describe.each(changes)('%s', (_, request) => {
  test('of an own ticket, and of what can be nobody’s, passes', () => {
    passes(request(own));
    passes(request(String(ownId)));
    passes(request(`no-such-${runId}`));
    passes(request(`${own}x`));
  });
  test('of a ticket that this run did not make is refused', () => {
    refused(request(strangers));
    refused(request('1'));
    refused(request(`${strangers}x`));
    refused(request(`0${own}x`));
    refused(request(`${own}xy`));
  });
  test('of an own ticket is refused in a run that only reads', () => {
    refused(request(own), guard({ mode: 'read' }));
  });
});

describe('a path that says one thing and does another is refused', () => {
  test.each([
    ['percent-encoded number', '/tickets-update.php/%37%30%30%30%30%37.json'],
    ['number that is encoded twice', '/tickets-update.php/%2537.json'],
    ['percent-encoded name', '/tickets%2Dupdate.php/700007.json'],
    ['percent-encoded name before an own number', '/tickets%2Dupdate.php/100001.json'],
    ['upper case', '/TICKETS-UPDATE.PHP/700007.json'],
    ['second slash before the name', '//tickets-update.php/700007.json'],
    ['second slash before the number', '/tickets-update.php//700007.json'],
    ['way through another script', '/tickets-get.php/../tickets-update.php/700007.json'],
    ['way through an own ticket', '/tickets-update.php/100001/../700007.json'],
    ['encoded way through an own ticket', '/tickets-update.php/100001%2F..%2F700007.json'],
    ['way out of the API', '/../scp/tickets.php'],
    ['fragment behind the number', `/tickets-update.php/700007#${runId}.json`],
    ['NUL behind the number', `/tickets-update.php/700007%00${runId}.json`],
    ['second segment that is nobody’s', `/tickets-update.php/700007/${runId}.json`],
    ['second extension that is nobody’s', `/tickets-update.php/700007.${runId}.json`],
    ['parameter behind the number', `/tickets-update.php/700007;${runId}.json`],
    ['backslash', '/tickets-get.php\\..\\tickets-update.php\\700007.json'],
    ['no extension', '/tickets-update.php/700007'],
    ['no number', '/tickets-update.php'],
    ['own ID with more behind it', `/tickets-update.php/7${runId}.json`],
    ['another script', '/tickets-close.php/100001.json'],
    ['something behind a whole path', '/tickets.json/700007'],
  ])('%s', (_, path) => refused(update(path)));

  test('a deletion in the clothes of an unlinking', () => {
    const given = guard({ deletes: false });
    refused({ method: 'DELETE', path: `/tickets-delete.php/${own}.unlink` }, given);
    refused({ method: 'DELETE', path: `/tickets-subtickets-unlink.php/../tickets-delete.php/${own}.json` }, given);
    refused({ method: 'DELETE', path: `/tickets-delete.php/${own}.json` }, given);
    passes({ method: 'DELETE', path: `/tickets-subtickets-unlink.php/${own}.json` }, given);
  });
});

describe('reading', () => {
  test('passes everywhere, in every run', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      passes({ method, path: `/tickets-get.php/${strangers}.json` }, guard({ mode: 'read' }));
      passes({ method, path: '/tickets-search.php' }, guard({ mode: 'read' }));
    }
  });
  test.each(['/tickets-delete.php/700007.json', '//Tickets-Delete.php/700007.json', '/tickets%2Ddelete.php/%37.json'])(
    'what would change a ticket if the method were not looked at is refused: %s',
    (path) => refused({ method: 'GET', path }),
  );
  test('the same for what is nobody’s passes', () => {
    passes({ method: 'GET', path: `/tickets-delete.php/no-such-${runId}.json` }, guard({ mode: 'read' }));
  });
});

describe('a body that names a ticket', () => {
  const link = (body: unknown) => ({ method: 'POST', path: `/tickets-subtickets-create.php/${own}.json`, body });
  test.each([
    ['as a number', { childId: 700007 }],
    ['as a number with a fraction', { childId: 7.5 }],
    ['as true, which PHP takes for 1', { childId: true }],
    ['in an array', { childId: ['700007'] }],
    ['in a body that is an array', [{ childId: '700007' }]],
    ['with spaces', { childId: ' 700007 ' }],
    ['beside the field of the operation', { childId: own, parentTicketNumber: '700007' }],
  ])('%s is refused', (_, body) => refused(link(body)));
  test.each([
    ['its own number', { childId: Number(own) }],
    ['nothing', { childId: '' }],
    ['null', { childId: null }],
    ['zero', { childId: 0 }],
    ['a fraction of one', { childId: 0.5 }],
    ['false', { childId: false }],
  ])('%s passes', (_, body) => passes(link(body)));
});

describe('e-mail', () => {
  const bodies: [string, unknown][] = [
    ['neither is said', {}],
    ['one is not said', { autorespond: false }],
    ['null, which PHP takes for not said', { ...quiet, autorespond: null }],
    ['true', { ...quiet, alert: true }],
    ['the text false, which PHP takes for true', { ...quiet, autorespond: 'false' }],
    ['an array of creations', [{ ...quiet, alert: true }]],
    ['a body that is no JSON', '{"email":"a@example.com","autorespond":true'],
  ];
  test.each(bodies)('without --allow-mail a creation that could send some is refused: %s', (_, body) => {
    refused(creation(body));
    refused(creation(body, '/wildcard/tickets.json'));
  });
  test.each(bodies)('with --allow-mail it passes: %s', (_, body) => passes(creation(body), guard({ mail: true })));
  test.each([
    ['both are false', quiet],
    ['both count as false everywhere', { autorespond: 0, alert: '' }],
    ['there is nothing to create a ticket from', 'not JSON'],
    ['a quiet creation was cut', `{"email":"a@example.com","autorespond":false,"alert":false`],
    ['the body is empty', undefined],
  ])('without --allow-mail a creation passes where %s', (_, body) => passes(creation(body)));
});

describe('methods that a path does not have', () => {
  test('pass where nothing can be named', () => {
    for (const path of ['/tickets-search.php', '/tickets-stats.php', '/tickets-statuses.php']) {
      passes({ method: 'POST', path, body: {} });
    }
    passes({ method: 'POST', path: '/tickets-attachment-download.php/2147483000.json', body: {} });
  });
  test('are refused for tickets and files of others', () => {
    refused({ method: 'POST', path: `/tickets-get.php/${strangers}.json`, body: {} });
    refused({ method: 'DELETE', path: '/tickets-attachment-download.php/29.json' });
  });
  test('in lower case are no way around', () => {
    refused({ method: 'delete', path: `/tickets-delete.php/${own}.json` }, guard({ deletes: false }));
    refused({ method: 'get', path: `/tickets-delete.php/${strangers}.json` });
  });
});

test('a ticket that was removed is not the run’s any more', () => {
  const ledger = new Ledger(undefined, runId, url);
  ledger.made(own, 'A ticket');
  ledger.removed(own);
  refused(
    update(`/tickets-update.php/${own}.json`),
    new Guard({ mode: 'write', deletes: true, mail: true }, ledger, runId),
  );
});

test('what a request may change is named, so that it is proven', () => {
  const given = guard();
  given.allowGone('100003');
  const named = (request: GuardedRequest) => given.check(request);
  expect(named(update(`/tickets-update.php/${own}.json`))).toEqual([{ number: own }]);
  expect(named(update(`/tickets-update.php/${ownId}.json`))).toEqual([{ id: ownId, number: own }]);
  expect(named(update('/tickets-update.php/100003.json'))).toEqual([{ gone: '100003' }]);
  expect(named(update(`/tickets-update.php/no-such-${runId}.json`))).toEqual([]);
  expect(named({ method: 'GET', path: `/tickets-get.php/${own}.json` })).toEqual([]);
  expect(named({ method: 'GET', path: `/tickets-delete.php/${own}.json` })).toEqual([{ number: own }]);
  expect(named(creation({ ...quiet, parentTicketId: own }))).toEqual([{ number: own }]);
});
