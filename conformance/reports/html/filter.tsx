/** Chooses which problems the page shows. It works by style alone: a report runs no script. */
import type { Results } from '../../../generated/results.js';
import { summaryOf } from '../causes/seen.js';
import { impacts, impactWords } from '../impact.js';
import type { Problem } from '../problems.js';
import { byOperation } from '../topics.js';
import { verdicts } from '../verdicts.js';

interface Choice {
  name: string;
  label: string;
  all: string;
  /** The class of the problems that stay, with the words for it. */
  options: readonly (readonly [string, string])[];
}

function choices(results: Results, problems: readonly Problem[]): Choice[] {
  const found = problems.flatMap(({ findings }) => findings.map(({ result }) => result));
  const seen = new Set(found.map(({ verdict }) => verdict));
  return [
    {
      name: 'by-impact',
      label: 'Impact',
      all: 'All',
      options: impacts
        .filter((impact) => problems.some((one) => one.impact === impact))
        .map((impact) => [`i-${impact}`, impactWords[impact].word]),
    },
    {
      name: 'by-operation',
      label: 'Operation',
      all: 'All',
      options: byOperation(results.results)
        .filter(({ name }) => found.some(({ operation }) => operation === name))
        .map(({ name }) => [`op-${name}`, summaryOf(name)]),
    },
    {
      name: 'by-verdict',
      label: 'Verdict',
      all: 'All',
      options: (['fail', 'warn', 'error'] as const)
        .filter((verdict) => seen.has(verdict))
        .map((verdict) => [`v-${verdict}`, verdicts[verdict].word]),
    },
  ];
}

const chosen = (name: string, value: string) => `:has(#${name} option[value="${value}"]:checked)`;

type Chosen = readonly (readonly [name: string, value: string])[];

/** What can be chosen together, and no problem has: the shortest of these combinations. */
function withoutProblem(all: readonly Choice[], problems: readonly Problem[]): Chosen[] {
  const classes = problems.map((problem) => filterClasses(problem));
  const isEmpty = (combination: Chosen) =>
    !classes.some((has) => combination.every(([, value]) => has.includes(value)));
  let open: Chosen[] = [[]];
  const empty: Chosen[] = [];
  for (const { name, options } of all) {
    const longer = open.flatMap((one) => options.map(([value]): Chosen => [...one, [name, value]]));
    empty.push(...longer.filter(isEmpty));
    open = [...open, ...longer.filter((one) => !isEmpty(one))];
  }
  return empty;
}

/** What the filters go by: the classes of a problem. */
export const filterClasses = ({ impact, findings }: Problem): string[] => [
  `i-${impact}`,
  ...new Set(findings.flatMap(({ result: { operation, verdict } }) => [`op-${operation}`, `v-${verdict}`])),
];

/** A class is a name of the contract, but old results may hold any text. */
const isName = (text: string) => /^[\w-]+$/.test(text);

export function Filter({ results, problems }: { results: Results; problems: readonly Problem[] }) {
  const all = choices(results, problems).map((choice) => ({
    ...choice,
    options: choice.options.filter(([value]) => isName(value)),
  }));
  if (problems.length < 2) return null;
  // What a link leads to stays, or the link would lead nowhere.
  const hiding = all.flatMap(({ name, options }) =>
    options.map(
      ([value]) =>
        `body${chosen(name, value)} :is(.problem,.part:has(.problem)):not(.${value},:has(.${value}),:target,:has(:target)){display:none}`,
    ),
  );
  const none = withoutProblem(all, problems).map(
    (values) => `body${values.map(([name, value]) => chosen(name, value)).join('')} .none-fits`,
  );
  const rules = [...hiding, ...(none.length > 0 ? [`${none.join(',')}{display:block}`] : [])];
  return (
    <>
      <style dangerouslySetInnerHTML={{ __html: rules.join('\n') }} />
      <form class="filter" aria-label="Show only some problems">
        {all.map(({ name, label, all: every, options }) => (
          <label for={name}>
            {label}{' '}
            <select id={name}>
              <option value="">{every}</option>
              {options.map(([value, words]) => (
                <option value={value}>{words}</option>
              ))}
            </select>
          </label>
        ))}
        <button type="reset">Show all</button>
        <p class="none-fits">No problem fits all of this.</p>
      </form>
    </>
  );
}
