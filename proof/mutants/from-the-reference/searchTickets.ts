/** The faults of searchTickets, built. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { json } from '../../../server/faults/answer.js';
import { at, both, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { keyWithDoes } from '../../../server/faults/key.js';
import { query, queryOf, withQuery } from '../../../server/faults/request.js';
import type { Database } from '../../../server/store/tables.js';
import { ticketOf } from '../families/sequences.js';
import { rows, type SearchRow, taken, without } from '../faults/search.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/search-tickets.js';
import { noticed, remembered, type Ticket, updates } from './pieces.js';

const all = { at: 'all' } as const;
const isId = (value: string) => /^\d+$/.test(value);
const searching = (fault: Fault) => at('searchTickets', fault);

const sameCaseOfUmlauts = rows((found, { query: asked = '' }) =>
  found.filter(({ subject }) =>
    [...asked].filter((one) => /[^\x00-\x7F]/.test(one)).every((one) => String(subject).includes(one)),
  ),
);

type Condition = (where: ExpressionBuilder<Database, 'ticket'>, asked: string) => Expression<SqlBool>;

/** How many other tickets are found: enough to be seen. */
const atMost = 5;

/** Rows of other tickets are found as well: of the newest for which a condition holds. */
const alsoFound = (condition: Condition, isAsked = (_asked: string): boolean => true) =>
  json(async (found: SearchRow[], sent, environment) => {
    const { query: asked, offset, limit = '20', ...filters } = queryOf(sent);
    if (!asked || offset || !isAsked(asked)) return found;
    const { db } = environment.store;
    const newest = db.selectFrom('ticket').select('number').orderBy('ticket_id', 'desc').limit(atMost);
    const numbers = await newest.where((where) => condition(where, asked)).execute();
    const known = new Set(found.map(({ number }) => number));
    const more: SearchRow[] = [];
    for (const { number } of numbers) {
      const ticket = known.has(number) || !number ? undefined : await ticketOf(environment, number);
      if (!ticket) continue;
      const search = new URLSearchParams({ ...filters, limit: '100' });
      const answer = await environment.ask('GET', `/api/tickets-search.php?${search}`);
      if (isSuccess(answer))
        more.push(...JSON.parse(answer.body.toString()).filter((row: SearchRow) => row.number === number));
    }
    const both = [...found, ...more].toSorted((one, other) => String(other.created).localeCompare(String(one.created)));
    return both.slice(0, Number(limit));
  });

const inBodies = alsoFound((where, asked) =>
  where(
    'ticket_id',
    'in',
    where
      .selectFrom('thread_entry')
      .innerJoin('thread', 'thread.id', 'thread_entry.thread_id')
      .select('thread.object_id')
      .where('thread_entry.body', 'like', `%${asked}%`),
  ),
);

const inAddresses = alsoFound((where, asked) =>
  where(
    'user_id',
    'in',
    where.selectFrom('user_email').select('user_email.user_id').where('address', 'like', `%${asked}%`),
  ),
);

/** Tickets whose subject a pattern of the database fits. */
const subjectIsLike = (where: ExpressionBuilder<Database, 'ticket'>, text: string) =>
  where(
    'ticket_id',
    'in',
    where.selectFrom('ticket__cdata').select('ticket__cdata.ticket_id').where('subject', 'like', `%${text}%`),
  );

const withWildcards = alsoFound(subjectIsLike, (asked) => asked.includes('%'));

const wordsAnywhere = alsoFound(
  (where, asked) => where.and(asked.split(' ').map((word) => subjectIsLike(where, word))),
  (asked) => asked.includes(' '),
);

/** A parameter is ignored beside another. */
const hiddenBy = (hider: string, hidden: string) =>
  query((sent) => (sent[hider] === undefined ? sent : { ...sent, [hidden]: undefined }));

const byTicket = (
  change: (row: Ticket, ticket: NonNullable<Awaited<ReturnType<typeof ticketOf>>>) => SearchRow | undefined,
) =>
  json(async (found: SearchRow[], _, environment) => {
    const changed = await Promise.all(
      found.map(async (row) => {
        const ticket = await ticketOf(environment, String(row.number));
        return ticket ? change(row, ticket) : row;
      }),
    );
    return changed.filter((row) => row !== undefined);
  });

const marked = (field: string) =>
  at(
    updates,
    noticed((before, { memory }, sent) => sent[field] !== undefined && remembered(memory, field).add(before.number)),
  );

function decodedAgain(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function oneAgentEach(found: SearchRow[]): SearchRow[] {
  const agents = new Map<unknown, unknown>();
  return found.map((row) => {
    if (row.staff === null) return row;
    agents.set(row.departmentId, agents.get(row.departmentId) ?? row.staff);
    return { ...row, staff: agents.get(row.departmentId) } as SearchRow;
  });
}

const byLastEntry: Fault = async (sent, forward, { store: { db } }) => {
  const asked = queryOf(sent);
  const answer = await forward(sent);
  if (!isSuccess(answer) || asked.sort !== 'updated') return answer;
  const found: SearchRow[] = [];
  for (let offset = 0; offset === found.length; offset += 100) {
    const page = await forward(withQuery(sent, { ...asked, limit: 100, offset }));
    found.push(...JSON.parse(page.body.toString()));
  }
  const last = await db
    .selectFrom('thread')
    .innerJoin('thread_entry', 'thread_entry.thread_id', 'thread.id')
    .select(({ fn }) => ['thread.object_id', fn.max('thread_entry.created').as('created')])
    .groupBy('thread.object_id')
    .execute();
  const times = new Map(last.map(({ object_id: id, created }) => [id, String(created)]));
  const of = ({ id, created }: SearchRow) => times.get(Number(id)) ?? String(created);
  const from = Number(asked.offset ?? 0);
  const page = found
    .toSorted((one, other) => of(other).localeCompare(of(one)))
    .slice(from, from + Number(asked.limit ?? 20));
  return { ...answer, body: Buffer.from(JSON.stringify(page)) };
};

const built: Built<typeof faults> = {
  'words-anywhere': ['searchTickets/query-excludes', wordsAnywhere],
  'long-query-cut': ['searchTickets/query-excludes', taken('query', (asked) => String(asked).slice(0, 50))],
  'sorted-by-last-entry': ['searchTickets/sort-updated', byLastEntry],
  'status-after-the-page': {
    notBuilt:
      'It is found where the one of another status is not among the last by number, which is a matter of chance.',
  },
  'umlaut-case': ['searchTickets/query-any-case', sameCaseOfUmlauts],
  'body-found': ['searchTickets/query-subject-only', inBodies],
  'address-found': ['searchTickets/query-subject-only', inAddresses],
  'percent-is-wildcard': ['searchTickets/query-wildcards-literal', withWildcards],
  'query-hides-status': ['searchTickets/filters-combine', hiddenBy('query', 'status')],
  'query-hides-department': ['searchTickets/filters-combine', hiddenBy('query', 'department')],
  'status-by-id-ignored': ['searchTickets/status-excludes', without('status', isId)],
  'lower-case-department': [
    'searchTickets/department-by-id',
    rows((found, { department = '' }) => (isId(department) ? [] : found)),
  ],
  'filtered-limit-ignored': ['searchTickets/limit-respected', hiddenBy('department', 'limit')],
  'filtered-offset-ignored': ['searchTickets/pages-join', hiddenBy('query', 'offset')],
  'pages-overlap': [
    'searchTickets/pages-join',
    taken('offset', (offset) => (Number(offset) > 0 ? Number(offset) - 1 : offset)),
  ],
  'sort-updated-is-created': [
    'searchTickets/sort-updated',
    taken('sort', (sort) => (sort === 'updated' ? 'created' : sort)),
  ],
  'filtered-sort-ascending': [
    'searchTickets/sort-default-created',
    rows((found, { query: asked, sort }) => (asked && !sort ? found.toReversed() : found)),
  ],
  'row-status-stale': [
    'searchTickets/row-agrees-with-ticket',
    both(
      marked('statusId'),
      searching(
        json((found: SearchRow[], _, { memory }) =>
          found.map((row) =>
            remembered(memory, 'statusId').has(String(row.number)) ? { ...row, statusId: 1, status: 'Open' } : row,
          ),
        ),
      ),
    ),
    all,
  ],
  'row-subject-cut': [
    'searchTickets/row-agrees-with-ticket',
    rows((found) => found.map((row) => ({ ...row, subject: [...String(row.subject)].slice(0, 50).join('') }))),
  ],
  'row-staff-null': [
    'searchTickets/row-agrees-with-ticket',
    byTicket((row, { closed }) => (closed ? { ...row, staffId: null, staff: null } : row)),
  ],
  'row-overdue-false': [
    'searchTickets/row-agrees-with-ticket',
    rows((found) => found.map((row) => ({ ...row, isOverdue: false }))),
  ],
  'row-due-date-of-created': [
    'searchTickets/row-agrees-with-ticket',
    both(
      marked('dueDate'),
      searching(
        json((found: SearchRow[], _, { memory }) =>
          found.map((row) => (remembered(memory, 'dueDate').has(String(row.number)) ? { ...row, dueDate: null } : row)),
        ),
      ),
    ),
    all,
  ],
  'children-not-found': [
    'searchTickets/query-finds',
    byTicket((row, { ticket_pid: parent }) => (parent ? undefined : row)),
  ],
  'one-row-is-object': ['searchTickets/answers-an-array', rows((found) => (found.length === 1 ? found[0] : found))],
  'read-is-enough': ['searchTickets/permission', keyWithDoes('can_read_tickets')],
  'query-decoded-twice': [
    'searchTickets/query-wildcards-literal',
    query((sent) => (sent.query === undefined ? sent : { ...sent, query: decodedAgain(sent.query) })),
  ],
  'third-page-early': [
    'searchTickets/pages-join',
    query((sent) => {
      const third = 2 * Number(sent.limit);
      return Number(sent.offset) === third && third > 0 ? { ...sent, offset: String(third - 1) } : sent;
    }),
  ],
  'one-agent-for-a-department': ['searchTickets/row-agrees-with-ticket', rows(oneAgentEach)],
};

export const searchTickets = rowsOf('searchTickets', faults, built);
