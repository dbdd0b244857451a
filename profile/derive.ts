/** From a conformance run to the profile of the installation. */

import { readEvidence } from '../conformance/client/evidence.js';
import type { Evidence } from '../conformance/client/exchange.js';
import { contract } from '../contract/document.js';
import type { RequirementId } from '../generated/requirements.js';
import type { Results } from '../generated/results.js';
import { UserError } from '../installation/user-error.js';
import type { AnyFaultEntry } from '../server/faults/fault-entry.js';
import { checkedProfile, type Deviation, type NotExpressed, type Profile } from '../server/faults/profile.js';
import { type Broken, brokenOf, type Found, type Rule, type Run } from './broken.js';
import { cutParameters, droppedCharacters, halfDone, ignoredFields, ownFaults } from './effects.js';
import { fields, successes } from './fields.js';
import { formOfErrors, refused } from './refusals.js';
import { keys, order, permissions } from './rights.js';

/** The first that says something is right. */
const rules: readonly Rule[] = [
  ownFaults,
  cutParameters,
  halfDone,
  droppedCharacters,
  order,
  keys,
  permissions,
  refused,
  formOfErrors,
  successes,
  fields,
  ignoredFields,
];

/** Requirements that are broken wherever another one is, of another operation too: no fault of their own is needed. */
const follows: Partial<Record<RequirementId, RequirementId>> = {
  'getTicket/attachments-listed': 'createTicket/attachment-stored',
  'getTicket/attachment-file_id-downloads': 'createTicket/attachment-stored',
  'downloadAttachment/never-other-files': 'downloadAttachment/not-a-ticket-attachment-403',
};

/**
 * @param results of the run, or of its evidence judged again
 * @throws UserError for results of another version of the contract, or evidence that is cut or of another run
 */
export function deriveProfile(name: string, results: Results, { header, exchanges: kept }: Evidence): Profile {
  const exchanges = [...kept];
  checkRun(
    results,
    header,
    exchanges.map(({ id }) => id),
  );
  const broken = brokenOf(results, exchanges);
  const permitted = header.keys.map(
    ({ name: key, active, permissions: its = [] }) => [key, active === false ? undefined : its] as const,
  );
  const passed = new Set(
    results.results.filter(({ verdict }) => verdict === 'pass').map(({ requirement }) => requirement),
  );
  const run: Run = { exchanges, broken, passed, keys: new Map(permitted) };
  const deviations = new Map<string, Deviation>();
  const notExpressed: NotExpressed[] = [];
  for (const one of broken) {
    const found = faultsOf(one, run);
    if (found.length === 0) notExpressed.push({ requirement: one.id, operation: one.operation.id, seen: seenOf(one) });
    for (const entry of found) add(deviations, entry, one);
  }
  return checkedProfile({
    profile: 1,
    name,
    contract: contract.info.version,
    madeFrom: { run: header.runId, startedAt: header.startedAt, server: results.target.server, broken: broken.length },
    deviations: [...deviations.values()].map((one) =>
      one.operations?.length === 0 ? { ...one, operations: undefined } : one,
    ),
    notExpressed,
  });
}

/** @param file the evidence.ndjson @throws UserError as deriveProfile does, and when the file is no evidence */
export const profileOfRun = (name: string, results: Results, file: string): Profile =>
  deriveProfile(name, results, readEvidence(file));

function faultsOf(one: Broken, run: Run): readonly Found[] {
  const cause = follows[one.id];
  const its = (cause && run.broken.find(({ id }) => id === cause)) ?? one;
  for (const rule of rules) {
    const found = rule(its, run);
    if (found) return [found].flat().map((entry) => ({ operations: [its.operation.id], ...entry }));
  }
  return [];
}

/** One deviation for each fault; what has the same fault and differs in its operations alone, is one. */
function add(deviations: Map<string, Deviation>, found: Found, one: Broken): void {
  const { fault, parameters, breaking, types }: AnyFaultEntry = found;
  const key = JSON.stringify([fault, parameters, breaking, types]);
  const known = deviations.get(key);
  const { operations = [] } = found;
  deviations.set(key, {
    requirements: [...new Set([...(known?.requirements ?? []), one.id])],
    seen: known?.seen ?? seenOf(one),
    fault,
    parameters,
    operations: [...new Set([...(known?.operations ?? []), ...operations])],
    ...(breaking ? { breaking } : {}),
    ...(types ? { types } : {}),
  });
}

const seenOf = ({ result: { actual = '', expected = '' } }: Broken) => {
  const [line = ''] = actual.split('\n').filter((text) => text.trim());
  return `expected ${expected}; was ${line.length > 160 ? `${line.slice(0, 160)}…` : line}`;
};

function checkRun({ run, suite, results }: Results, { runId }: Evidence['header'], ids: readonly number[]): void {
  if (suite.contract !== contract.info.version)
    throw new UserError(
      `The results are about version ${suite.contract} of the contract, and this is ${contract.info.version}. Run the suite of this version, or judge the evidence again with "osticket-contract rejudge".`,
    );
  if (run.id !== runId)
    throw new UserError(
      `The results are of the run ${run.id}, and the evidence is of the run ${runId}. Give both of one run.`,
    );
  const known = new Set(ids);
  const missing = results.flatMap(({ exchanges }) => exchanges).find((id) => !known.has(id));
  if (missing !== undefined || (!run.rejudged && ids.length < run.requests))
    throw new UserError(
      `The evidence is cut: it has ${ids.length} exchanges${missing === undefined ? ` of ${run.requests}` : `, and exchange ${missing} of the results is not among them`}. Give the whole evidence.ndjson of the run.`,
    );
}
