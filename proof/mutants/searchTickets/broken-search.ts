/** What faults of a search are made of. */
import { isSuccess } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { json, refusalStatus } from '../faults/answer.js';
import { accepted } from '../faults/effect.js';
import { on, query, queryOf, refused, withQuery } from '../faults/request.js';

export const search = 'searchTickets';
export type Row = Record<string, unknown>;
export type Query = Record<string, string>;

export const rows = (change: (rows: Row[], query: Query) => Row[]) =>
  json(search, (found, sent) => change(found, queryOf(sent)));
/** A parameter is passed over where its value fits. */
export const without = (name: string, fits: (value: string) => boolean = () => true) =>
  query(search, (sent) => ({
    ...sent,
    ...(sent[name] !== undefined && fits(sent[name]) ? { [name]: undefined } : {}),
  }));
/** A valid request is refused. */
export const refuses = (fits: (query: Query) => boolean) =>
  on(search, (sent, forward) => (fits(queryOf(sent)) ? Promise.resolve(refused(400)) : forward(sent)));
/** What must be refused is mended and answered. */
export const mended = (change: (query: Query) => Record<string, string | number | undefined>) =>
  accepted(search, (sent) => withQuery(sent, change(queryOf(sent))));

export const isId = (value: string) => /^\d+$/.test(value);
export const isName = (value: string) => !isId(value);
export const limitOf = (sent: Query) => Number(sent.limit ?? 20);

/** Rows that a filter should keep out come with the others. */
export const lets = (name: string) =>
  on(search, async (sent, forward) => {
    const found = await forward(sent);
    if (!isSuccess(found) || queryOf(sent)[name] === undefined) return found;
    const others = await forward(withQuery(sent, { ...queryOf(sent), [name]: undefined, limit: 1, offset: 60 }));
    const both = [...JSON.parse(found.body.toString()), ...JSON.parse(others.body.toString())];
    return { ...found, body: Buffer.from(JSON.stringify(both)) };
  });

/** `%` and `_` in a query stand for what they do in SQL. */
export const likeWildcards = on(search, async (sent, forward) => {
  const text = queryOf(sent).query ?? '';
  if (!/[%_]/.test(text)) return forward(sent);
  const found = await forward(withQuery(sent, { ...queryOf(sent), query: text.split(/[%_]/).at(-1) }));
  const pattern = new RegExp(text.replaceAll('%', '.*').replaceAll('_', '.'), 'i');
  const all = JSON.parse(found.body.toString()) as Row[];
  return { ...found, body: Buffer.from(JSON.stringify(all.filter(({ subject }) => pattern.test(String(subject))))) };
});

export const sortBy = (name: string) => (all: Row[], sent: Query) =>
  sent.sort === name ? all.toSorted((a, b) => String(a.subject).localeCompare(String(b.subject))) : all;

export const filterMutants = (name: 'status' | 'department'): Mutant[] => [
  mutant(`searchTickets/${name}-excludes`, `a ${name}'s name is passed over`, without(name, isName)),
  mutant(
    `searchTickets/${name}-by-name`,
    `a ${name}'s name is refused`,
    refuses((sent) => sent[name] !== undefined && isName(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-by-name`,
    `a ${name}'s name finds nothing`,
    rows((all, sent) => (sent[name] !== undefined && isName(sent[name]) ? [] : all)),
  ),
  mutant(`searchTickets/${name}-excludes`, `a ${name}'s ID is passed over`, without(name, isId)),
  mutant(
    `searchTickets/${name}-by-id`,
    `a ${name}'s ID is refused`,
    refuses((sent) => sent[name] !== undefined && isId(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-by-id`,
    `a ${name}'s ID finds nothing`,
    rows((all, sent) => (sent[name] !== undefined && isId(sent[name]) ? [] : all)),
  ),
  mutant(`searchTickets/${name}-excludes`, `${name} is passed over`, without(name)),
  mutant(`searchTickets/${name}-excludes`, `${name} lets others through`, lets(name)),
  mutant(
    `searchTickets/${name}-name-any-case`,
    `a ${name} in another case is refused`,
    refuses((sent) => sent[name] !== undefined && isName(sent[name]) && /^[a-z]/.test(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-unknown-not-everything`,
    `an unknown ${name} is passed over`,
    mended((sent) => ({ ...sent, [name]: undefined })),
  ),
  mutant(
    `searchTickets/${name}-unknown-not-everything`,
    `an unknown ${name} is answered with 500`,
    refusalStatus(search, 500),
  ),
];
