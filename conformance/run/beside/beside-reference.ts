/**
 * What the run could not decide, asked of the reference server: it is set up like the installation as far as the answers
 * show that, and gets the same checks. Nothing is sent to the installation, and nothing is judged by it.
 */
import { join } from 'node:path';
import type { Result, Results } from '../../../generated/results.js';
import { allChecks } from '../../checks/index.js';
import { checkName } from '../../client/check-name.js';
import type { Evidence, Exchange } from '../../client/exchange.js';
import { startReferenceLike } from '../reference-target.js';
import { runConformance } from '../run.js';
import { selecting } from '../selection.js';
import { planned } from '../settings.js';
import { lineByLine } from './lines.js';
import { seenIn } from './seen.js';
import { OwnNames, shownAnswer, shownRequest } from './shown.js';

type Beside = NonNullable<Results['beside']>;

/** Pairs that are shown of what one check, or one step that checks share, has sent; those that differ come first. */
const mostOfAScope = 6;

/**
 * @param folder the report folder; the reference server's exchanges go into `reference/` in it
 * @returns what stands beside each other; nothing where the run decided all that it could
 */
export async function besideReference(
  { results }: Pick<Results, 'results'>,
  evidence: Evidence,
  folder: string,
): Promise<Beside | undefined> {
  const undecided = results.filter(isUndecided);
  const asked = [...undecided, ...undecided.flatMap((one) => prerequisitesOf(one, results))];
  const known = new Set(allChecks.map(selecting));
  const only = [...new Set(asked.map(selecting))].filter((one) => known.has(one));
  if (only.length === 0) return undefined;
  const seen = seenIn(evidence.header, evidence.exchanges);
  const target = await startReferenceLike(seen);
  try {
    const { mode, deletes, mail = true, largeFiles = true, keys, seed } = evidence.header;
    const names = new Set(keys.map(({ name }) => name));
    const [main, ...others] = target.settings.keys;
    const there = await runConformance(
      planned({
        ...target.settings,
        ...{ mode, deletes, mail, largeFiles, seed, only },
        known: evidence.header.known,
        keys: [main, ...others.filter(({ name }) => names.has(name))],
        report: join(folder, 'reference'),
      }),
    );
    const senders = new Map(Array.from(evidence.exchanges, ({ id, scope }) => [id, scope] as const));
    const scopes = (one: Result) => scopesOf([one, ...prerequisitesOf(one, results)], senders);
    const pairs = new Pairs(evidence, there.evidence, new Set(undecided.flatMap(scopes)));
    const checks = undecided.flatMap((one) => {
      const other = there.results.results.find((result) => selecting(result) === selecting(one));
      if (!other || isObservedAlike(one, other)) return [];
      const answers = scopes(one).flatMap((scope) => pairs.of(scope));
      if (answers.length === 0) return [];
      const text = other.observed ?? other.reason?.text;
      const { requirement, operation } = one;
      return [{ requirement, operation, reference: other.verdict, ...(text === undefined ? {} : { text }), answers }];
    });
    const { statuses, departments, topics, agents, tickets } = seen;
    const filled = {
      statuses: statuses.length,
      departments: departments.length,
      topics: topics.length,
      agents: agents.length,
      tickets: tickets.length,
    };
    return { filled, checks, answers: pairs.answers };
  } finally {
    await target.close();
  }
}

/** What depends on how an installation is set up or on what else it does: no verdict, or an observation. */
const isUndecided = ({ verdict, reason, exchanges }: Result): boolean =>
  verdict === 'info' ||
  (verdict === 'untestable' && (reason?.code === 'prerequisite' || reason?.code === 'turned-away')) ||
  (verdict === 'skip' && reason?.code === 'no-data' && exchanges.length > 0);

/** Numbers differ between any two servers. */
const isObservedAlike = (here: Result, there: Result): boolean =>
  here.verdict === 'info' && here.observed?.replaceAll(/\d+/g, '') === there.observed?.replaceAll(/\d+/g, '');

/** The results of what a check builds on, of the same operation where there is one. */
function prerequisitesOf({ prerequisite, operation }: Result, results: readonly Result[]): Result[] {
  const all = results.filter(({ requirement }) => requirement === prerequisite);
  const same = all.filter((one) => one.operation === operation);
  return same.length > 0 ? same : all.slice(0, 1);
}

/** The requests and answers of some, by who sent them, in order. */
type Scopes = Map<string, Exchange[]>;

function scopesIn(exchanges: Iterable<Exchange>, wanted: ReadonlySet<string>): Scopes {
  const scopes: Scopes = new Map([...wanted].map((scope) => [scope, []]));
  for (const exchange of exchanges) scopes.get(exchange.scope)?.push(exchange);
  return scopes;
}

/** Who sent what some checks looked at: themselves, or a step that several checks share. */
function scopesOf(results: readonly Result[], senders: ReadonlyMap<number, string>): string[] {
  const shared = results.flatMap(({ exchanges }) => exchanges.flatMap((id) => senders.get(id) ?? []));
  return [...new Set([...results.map(checkName), ...shared])];
}

/** The same requests of both runs, found by who sent them and what they say. */
class Pairs {
  readonly answers: Beside['answers'] = [];
  readonly #known = new Map<string, number[]>();
  readonly #here: { names: OwnNames; scopes: Scopes };
  readonly #there: { names: OwnNames; scopes: Scopes };

  constructor(here: Evidence, there: Evidence, scopes: ReadonlySet<string>) {
    const side = ({ header, exchanges }: Evidence) => ({
      names: new OwnNames(header, exchanges),
      scopes: scopesIn(exchanges, scopes),
    });
    this.#here = side(here);
    this.#there = side(there);
  }

  /** Pairs of what one of them has sent, as places in `answers`. */
  of(scope: string): number[] {
    const known = this.#known.get(scope);
    if (known) return known;
    const waiting = (this.#there.scopes.get(scope) ?? []).map((exchange) => ({
      exchange,
      key: shownRequest(exchange, this.#there.names).key,
    }));
    const pairs = (this.#here.scopes.get(scope) ?? []).flatMap((here): Beside['answers'] => {
      const { line, content, key } = shownRequest(here, this.#here.names);
      const at = waiting.findIndex((one) => one.key === key);
      const [found] = at < 0 ? [] : waiting.splice(at, 1);
      if (!found) return [];
      const lines = lineByLine(shownAnswer(here, this.#here.names), shownAnswer(found.exchange, this.#there.names));
      const body = content === '' ? {} : { body: content.slice(0, 500) };
      return [{ request: line, ...body, exchange: here.id, reference: found.exchange.id, lines }];
    });
    const differing = pairs.filter(({ lines }) => lines.length > 0);
    const numbers = [...differing, ...pairs.filter((one) => !differing.includes(one))]
      .slice(0, mostOfAScope)
      .map((pair) => this.answers.push(pair) - 1);
    this.#known.set(scope, numbers);
    return numbers;
  }
}
