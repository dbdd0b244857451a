/** "What your client must cope with", as Markdown. */
import { impactWords } from '../../contract/impacts.js';
import { operation } from '../../contract/operations.js';
import type { Profile } from '../../server/faults/profile.js';
import { type Expectation, type Section, sectionsOf, shareOf, titleOf } from './expectations.js';
import { capital, code } from './text.js';

/** @returns the page; texts of an installation stand in it as code */
export function asMarkdown(profile: Profile): string {
  const { name, contract, madeFrom } = profile;
  const seen = madeFrom
    ? [`Seen on ${madeFrom.startedAt.slice(0, 10)}${madeFrom.server ? ` (${code(madeFrom.server)})` : ''}.`]
    : [];
  return [
    `# What your client must cope with: ${plain(name)}`,
    '',
    [`How this installation deviates from version ${contract} of the contract.`, ...seen, shareOf(profile) ?? '']
      .join(' ')
      .trim(),
    '',
    'By operation, the most harmful first. Write a client so that it takes the documented form, too: installations are updated.',
    '',
    ...sectionsOf(profile).flatMap(section),
  ].join('\n');
}

function section(one: Section): string[] {
  const { operation: id, expectations, notExpressed } = one;
  const head = id ? [`${code(`${operation(id).method.toUpperCase()} ${operation(id).path}`)} (${code(id)})`, ''] : [];
  const same = id && operation(id).sameAs;
  return [
    `## ${titleOf(one)}`,
    '',
    ...head,
    ...(same ? [`It does the same as *${operation(same).summary}*: expect here what is said there.`, ''] : []),
    ...expectations.flatMap(expectation),
    ...notExpressed.flatMap(({ requirement, seen }) => [
      `- **Not described further**: ${code(requirement)}: ${code(seen)}`,
      '',
    ]),
  ];
}

function expectation({ impact, about, what, todo, cases, operations, matters, requirements }: Expectation): string[] {
  const [only] = cases;
  const subject = cases.length === 1 ? `${only}: ` : about.length > 0 ? `${about.join(', ')}: ` : '';
  const where = operations.map((id) => operation(id).summary).join(', ');
  const lines = [
    `_It means:_ ${matters}`,
    `_Do:_ ${todo}`,
    ...(where ? [`_Where:_ ${where}.`] : []),
    `_Requirements:_ ${requirements.map(code).join(', ')}`,
  ];
  return [
    `- **${impactWords[impact].word}.** ${subject}${subject ? what : capital(what)}`,
    '',
    ...(cases.length > 1 ? [...cases.map((one) => `  - ${one}`), ''] : []),
    ...lines.map((line, index) => `  ${line}${index < lines.length - 1 ? '\\' : ''}`),
    '',
  ];
}

const plain = (text: string) => text.replaceAll(/[\\`*_[\]<>#|]/g, '\\$&').replaceAll(/\s+/g, ' ');
