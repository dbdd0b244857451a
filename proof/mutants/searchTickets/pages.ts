/** `limit` and `offset` are wrong. */
import { isSuccess } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { on, query, queryOf, refused, withQuery } from '../faults/request.js';
import { limitOf, mended, refuses, rows, search, without } from './broken-search.js';

export const pagesMutants: Mutant[] = [
  mutant(
    'searchTickets/limit-default-20',
    '25 are returned without limit',
    query(search, (sent) => ({ limit: 25, ...sent })),
  ),
  mutant(
    'searchTickets/limit-default-20',
    '19 are returned without limit',
    query(search, (sent) => ({ limit: 19, ...sent })),
  ),
  mutant(
    'searchTickets/limit-respected',
    'one more than limit is returned',
    query(search, (sent) => (sent.limit ? { ...sent, limit: Math.min(100, limitOf(sent) + 1) } : sent)),
  ),
  mutant(
    'searchTickets/limit-respected',
    'one less than limit is returned',
    rows((all, sent) => (sent.limit ? all.slice(0, Math.max(0, limitOf(sent) - 1)) : all)),
  ),
  mutant('searchTickets/limit-respected', 'limit is passed over', without('limit')),
  mutant(
    'searchTickets/limit-100-accepted',
    'a limit of 100 is refused',
    refuses(({ limit }) => limit === '100'),
  ),
  mutant(
    'searchTickets/limit-respected',
    'a limit of 100 returns 50',
    query(search, (sent) => ({ ...sent, ...(sent.limit === '100' ? { limit: 50 } : {}) })),
  ),
  mutant(
    'searchTickets/never-more-than-100',
    'a limit over 100 returns 101',
    on(search, async (sent, forward) => {
      if (!(limitOf(queryOf(sent)) > 100)) return forward(sent);
      const first = await forward(withQuery(sent, { ...queryOf(sent), limit: 100 }));
      const more = await forward(withQuery(sent, { ...queryOf(sent), limit: 1, offset: 100 }));
      if (!isSuccess(first) || !isSuccess(more)) return forward(sent);
      return {
        ...first,
        body: Buffer.from(JSON.stringify([...JSON.parse(first.body.toString()), ...JSON.parse(more.body.toString())])),
      };
    }),
  ),
  mutant('searchTickets/limit-over-100-refused', 'a limit over 100 is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/limit-over-100-refused',
    'a limit over 100 returns 20',
    mended((sent) => ({ ...sent, ...(limitOf(sent) > 100 ? { limit: 20 } : {}) })),
  ),
  mutant(
    'searchTickets/limit-zero-refused',
    'a limit of 0 returns 100',
    mended((sent) => ({ ...sent, ...(limitOf(sent) < 1 ? { limit: 100 } : {}) })),
  ),
  mutant('searchTickets/limit-zero-refused', 'a limit of 0 is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/limit-is-integer',
    'a limit that is none returns 100',
    mended((sent) => ({ ...sent, limit: 100 })),
  ),
  mutant('searchTickets/limit-is-integer', 'a limit that is none is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-default-0',
    'the first ticket is passed over without offset',
    query(search, (sent) => ({ offset: 1, ...sent })),
  ),
  mutant('searchTickets/offset-skips', 'offset is passed over', without('offset')),
  mutant(
    'searchTickets/offset-skips',
    'offset counts pages',
    query(search, (sent) => ({ ...sent, ...(sent.offset ? { offset: Number(sent.offset) * limitOf(sent) } : {}) })),
  ),
  mutant(
    'searchTickets/offset-skips',
    'offset is one too many',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) + 1 } : {}) })),
  ),
  mutant(
    'searchTickets/offset-beyond-the-end',
    'beyond the end is the first page again',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' && queryOf(sent).offset
        ? forward(withQuery(sent, { ...queryOf(sent), offset: undefined }))
        : found;
    }),
  ),
  mutant(
    'searchTickets/offset-beyond-the-end',
    'beyond the end is answered with 404',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' && queryOf(sent).offset ? refused(404) : found;
    }),
  ),
  mutant('searchTickets/offset-negative-refused', 'a negative offset is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-negative-refused',
    'a negative offset is the second page',
    mended((sent) => ({ ...sent, offset: 20 })),
  ),
  mutant('searchTickets/offset-is-integer', 'an offset that is none is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-is-integer',
    'an offset that is none is the second page',
    mended((sent) => ({ ...sent, offset: 20 })),
  ),
  mutant(
    'searchTickets/pages-join',
    'pages overlap by one',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) - 1 } : {}) })),
  ),
  mutant(
    'searchTickets/pages-join',
    'pages leave one out',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) + 1 } : {}) })),
  ),
];
