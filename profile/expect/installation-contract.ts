/** The overlay that makes of the contract what an installation does, and the contract with it. */
import { type ContractDocument, contract, type MediaType } from '../../contract/document.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type FaultAnswer, jsonReply } from '../../server/faults/fault.js';
import { faultOf } from '../../server/faults/fault-entry.js';
import type { FaultName } from '../../server/faults/named-faults.js';
import type { Deviation, Profile } from '../../server/faults/profile.js';
import { contractChanges, type Parameters } from './contract-changes.js';
import { Draft } from './draft.js';
import { type Expectation, type Section, sectionsOf, shareOf, titleOf } from './expectations.js';
import { applyOverlay, type Overlay, type Path } from './overlay.js';
import { ownResponse, pathOf } from './schema-path.js';
import { capital } from './text.js';

export interface InstallationContract {
  readonly overlay: Overlay;
  /** The contract with the overlay applied. */
  readonly document: ContractDocument;
}

/** Faults that change what is in a success. They come first: what follows moves whole answers. */
const inSuccesses: readonly FaultName[] = [
  'field-type',
  'field-missing',
  'field-value',
  'field-renamed',
  'field-words',
  'field-wrapped',
  'list-longer',
  'booleans-are-numbers',
  'digits-are-numbers',
];

export async function installationContract(profile: Profile): Promise<InstallationContract> {
  const draft = new Draft(contract);
  const isFirst = ({ fault }: Deviation) => inSuccesses.includes(fault);
  const first = profile.deviations.filter(isFirst);
  for (const deviation of first) change(draft, deviation);
  for (const { id } of operations) await changeExamples(draft, id, first);
  for (const deviation of profile.deviations.filter((one) => !isFirst(one))) change(draft, deviation);
  for (const section of sectionsOf(profile)) describe(draft, section, profile);
  for (const { id } of operations) markRequirements(draft, profile, id);
  markRequirements(draft, profile);
  const title = `${contract.info.title}: ${profile.name}`;
  removeUnused(draft);
  draft.reason = 'The title.';
  draft.merge(['info'], { title });
  const overlay: Overlay = {
    overlay: '1.0.0',
    info: { title, version: contract.info.version },
    actions: draft.actions,
  };
  return { overlay, document: applyOverlay(contract, overlay) };
}

function change(draft: Draft, { fault, parameters = {}, operations: ids, breaking, requirements, seen }: Deviation) {
  draft.reason = `${requirements.join(', ')}: ${seen}`;
  contractChanges[fault]({
    draft,
    // A path that the API does not have is no operation's.
    ids: breaking === 'errors/unknown-path-404' ? [] : (ids ?? operations.map(({ id }) => id)),
    parameters: parameters as unknown as Parameters,
    breaking,
  });
}

/** Examples of successes are what the faults make of them. */
async function changeExamples(draft: Draft, id: OperationId, deviations: readonly Deviation[]): Promise<void> {
  const its = deviations.filter(({ operations: ids }) => ids?.includes(id) ?? true);
  if (its.length === 0) return;
  draft.reason = `${[...new Set(its.flatMap(({ requirements }) => requirements))].join(', ')}: the examples.`;
  const response = ownResponse(draft, id, String(operation(id).successStatus));
  const path: Path = [...response, 'content', 'application/json', 'examples'];
  for (const [name, { value }] of Object.entries(draft.at<NonNullable<MediaType['examples']>>(path) ?? {}))
    draft.replace([...path, name, 'value'], await exampleOf(id, its, value));
}

async function exampleOf(id: OperationId, deviations: readonly Deviation[], value: unknown): Promise<unknown> {
  const sent = { method: 'GET', url: '', headers: {}, operation: id, params: {} };
  let answer: FaultAnswer = jsonReply(operation(id).successStatus, value);
  for (const { fault, parameters } of deviations) {
    const known = answer;
    // These faults look at the answer alone.
    answer = await faultOf({ fault, parameters })(sent, async () => known, undefined as never);
  }
  return JSON.parse(answer.body.toString());
}

/** Components that nothing refers to any more, and then those that only they referred to. */
function removeUnused(draft: Draft): void {
  draft.reason = 'Nothing refers to it any more.';
  const components = ['responses', 'schemas'].flatMap((section) =>
    Object.keys(draft.at<object>(['components', section]) ?? {}).map((name) => ['components', section, name]),
  );
  const text = JSON.stringify(draft.document);
  const unused = components.filter((path) => !text.includes(JSON.stringify(`#/${path.join('/')}`)));
  for (const path of unused) draft.remove(path);
  if (unused.length > 0) removeUnused(draft);
}

/** What no schema expresses, and the rest in words: in the description of the operation, or of the whole. */
function describe(draft: Draft, section: Section, profile: Profile): void {
  const { operation: id, expectations, notExpressed } = section;
  const path: Path = id === undefined ? ['info'] : pathOf(id);
  const old = draft.at<{ description?: string }>(path)?.description?.trim() ?? '';
  const share = id === undefined ? [shareOf(profile) ?? ''] : [];
  const lines = [
    ...expectations.map(sentenceOf),
    ...notExpressed.map(({ requirement: broken, seen }) => `- Not described further: \`${broken}\`: ${seen}`),
  ];
  const ids = [
    ...expectations.flatMap(({ requirements }) => requirements),
    ...notExpressed.map((one) => one.requirement),
  ];
  draft.reason = `${[...new Set(ids)].join(', ')}: in words.`;
  draft.merge(path, {
    description: [old, '', `**${id ? 'This installation deviates' : titleOf(section)}:**`, '', ...lines, '', ...share]
      .join('\n')
      .trim(),
  });
}

function sentenceOf({ about, what, cases, todo }: Expectation): string {
  const subject = about.length > 0 ? `${about.join(', ')}: ` : '';
  const which = cases.length > 0 ? ` (${cases.join('; ')})` : '';
  return `- ${subject}${subject ? what : capital(what)}${which} *${todo}*`;
}

/** Beside each requirement that does not hold, what was seen. */
function markRequirements(draft: Draft, { deviations, notExpressed }: Profile, id?: OperationId): void {
  const broken = [
    ...deviations.flatMap(({ requirements, operations: ids, seen }) =>
      requirements.map((one) => ({ requirement: one, operations: ids ?? [], seen })),
    ),
    ...notExpressed.map((one) => ({ requirement: one.requirement, operations: [one.operation], seen: one.seen })),
  ].filter((one) => requirement(one.requirement).operationId === id);
  if (broken.length === 0) return;
  const marks: Partial<Record<RequirementId, { holds: false; at?: readonly OperationId[]; seen: string }>> = {};
  for (const { requirement: one, operations: ids, seen } of broken) {
    const at = [...new Set([...(marks[one]?.at ?? []), ...ids])];
    marks[one] = { holds: false, ...(id === undefined && at.length > 0 ? { at } : {}), seen: marks[one]?.seen ?? seen };
  }
  draft.reason = `${Object.keys(marks).join(', ')}: they do not hold here.`;
  const path: Path = [...(id === undefined ? [] : pathOf(id)), 'x-requirements'];
  draft.merge(path, Object.fromEntries(Object.entries(marks).map(([one, mark]) => [one, { here: mark }])));
}
