/** What a client of an installation has to expect, by operation: what the pages show. */
import { worst } from '../../contract/impacts.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { type Impact, impacts } from '../../contract/read-requirements.js';
import { requirement } from '../../contract/requirements.js';
import type { RefusalId, RequirementId } from '../../generated/requirements.js';
import type { Deviation, NotExpressed, Profile } from '../../server/faults/profile.js';
import type { Parameters } from './contract-changes.js';
import { breakingPhrase, type Condition, joined } from './text.js';
import { type Words, wordings } from './wording.js';

/** Something to cope with. Texts have code in backticks. */
export interface Expectation {
  readonly impact: Impact;
  /** The fields or parameters that it is about. */
  readonly about: readonly string[];
  readonly what: string;
  readonly todo: string;
  /** Which requests, or which of several things; none where it is always so. */
  readonly cases: readonly string[];
  /** Where it holds, in the section of several operations; none for everywhere. */
  readonly operations: readonly OperationId[];
  /** What it means for people: the sentence of the worst requirement that it breaks. */
  readonly matters: string;
  /** The worst first. */
  readonly requirements: readonly RequirementId[];
  readonly seen: readonly string[];
}

export interface Section {
  /** Absent for what holds in several operations. */
  readonly operation?: OperationId;
  /** The worst first. */
  readonly expectations: readonly Expectation[];
  readonly notExpressed: readonly NotExpressed[];
}

/** A deviation of at least this many operations is told once for all of them. */
const several = 5;

interface Item {
  readonly deviation: Deviation;
  readonly operation?: OperationId;
  readonly words: Words;
  readonly condition?: Condition;
}

/** In the order of the contract, after what holds in several operations; without sections that are empty. */
export function sectionsOf({ deviations, notExpressed }: Profile): Section[] {
  const items = deviations.flatMap(itemsOf);
  const where = new Map<string, Set<OperationId | undefined>>();
  for (const item of items) where.set(keyOf(item), (where.get(keyOf(item)) ?? new Set()).add(item.operation));
  const isGeneral = (item: Item) => item.operation === undefined || (where.get(keyOf(item))?.size ?? 0) >= several;
  const general = items.filter(isGeneral);
  const own = items.filter((item) => !isGeneral(item));
  return [
    { expectations: merged(general, (item) => [...(where.get(keyOf(item)) ?? [])]), notExpressed: [] },
    ...operations.map(({ id }) => ({
      operation: id,
      expectations: merged(
        own.filter((item) => item.operation === id),
        () => [],
      ),
      notExpressed: notExpressed.filter((one) => one.operation === id),
    })),
  ].filter((section) => section.expectations.length + section.notExpressed.length > 0);
}

const keyOf = ({ words, condition }: Item) => JSON.stringify([words, condition]);

function itemsOf(deviation: Deviation): Item[] {
  const { fault, parameters = {}, breaking, types } = deviation;
  const phrase = breaking && breakingPhrase(requirement(breaking).sentence);
  const ids: readonly (OperationId | undefined)[] = deviation.operations ?? [undefined];
  return ids.map((id) => {
    const words = wordings[fault]({
      parameters: parameters as unknown as Parameters,
      operation: id,
      breaking: breaking as RefusalId | undefined,
    });
    const kinds = [...(types ?? []).map((type) => typeNames[type]), ...(phrase && words.one ? [words.one] : [])];
    const about = phrase ?? words.one;
    return { deviation, operation: id, words, ...(about ? { condition: { phrase: about, kinds } } : {}) };
  });
}

const typeNames = {
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
} as const;

/** What has the same words is one. */
function merged(items: readonly Item[], placesOf: (item: Item) => (OperationId | undefined)[]): Expectation[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { what, todo, about } = item.words;
    const key = JSON.stringify([what, todo, about === undefined, item.condition === undefined, placesOf(item)]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()]
    .map((group) => expectationOf(group, placesOf))
    .sort((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact));
}

function expectationOf(group: readonly Item[], placesOf: (item: Item) => (OperationId | undefined)[]): Expectation {
  const [first] = group as [Item];
  const requirements = requirementsOf(group);
  const { harm: told = requirements[0] } = first.words;
  const harm = ({ deviation }: Item) => worst(deviation.requirements.map((id) => requirement(id).impact));
  const sorted = [...group].sort((a, b) => impacts.indexOf(harm(a)) - impacts.indexOf(harm(b)));
  return {
    impact: told === undefined ? 'untidy' : requirement(told).impact,
    about: [...new Set(group.flatMap(({ words }) => words.about ?? []))],
    what: first.words.what,
    todo: first.words.todo,
    cases: joined(sorted.flatMap(({ condition }) => condition ?? [])),
    operations: placesOf(first).flatMap((id) => id ?? []),
    matters: told === undefined ? '' : requirement(told).broken,
    requirements,
    seen: [...new Set(sorted.map(({ deviation }) => deviation.seen))],
  };
}

/** Those of the operation itself and the general ones, the worst first. */
function requirementsOf(group: readonly Item[]): RequirementId[] {
  const all = [...new Set(group.flatMap(({ deviation }) => deviation.requirements))];
  const own = all.filter((id) => [undefined, group[0]?.operation].includes(requirement(id).operationId as OperationId));
  const rank = (id: RequirementId) => impacts.indexOf(requirement(id).impact);
  return (own.length > 0 ? own : all).sort((a, b) => rank(a) - rank(b));
}

/** How an operation is named on the pages. */
export function titleOf({ operation: id }: Pick<Section, 'operation'>): string {
  return id === undefined ? 'In several operations' : operation(id).summary;
}

/** How much of what was seen is on the pages. */
export function shareOf({ madeFrom, notExpressed }: Profile): string | undefined {
  if (madeFrom === undefined || madeFrom.broken === 0) return undefined;
  const told = madeFrom.broken - notExpressed.length;
  const percent = Math.floor((told / madeFrom.broken) * 1000) / 10;
  return `${told} of ${madeFrom.broken} checks that failed or warned are described here (${percent} %).`;
}
