/** The contract of an installation: what a server that behaves like it answers, keeps to it. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ContractDocument, contract, resolve } from '../../contract/document.js';
import { formats } from '../../contract/formats.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { startControlled } from '../../library/controlled.js';
import {
  checkedProfile,
  type Deviation,
  faultOfProfile,
  type Profile,
  readProfile,
} from '../../server/faults/profile.js';
import { newTicketBody } from '../../server/testing/sample-calls.js';
import { type InstallationContract, installationContract } from './installation-contract.js';
import { applyOverlay } from './overlay.js';

const shipped = (name: string) => readProfile(new URL(`../../profiles/${name}.json`, import.meta.url).pathname);

const made = (...deviations: Deviation[]): Profile =>
  checkedProfile({ profile: 1, name: 'made', contract: contract.info.version, deviations, notExpressed: [] });
const deviation = (entry: Omit<Deviation, 'requirements' | 'seen'>): Deviation => ({
  requirements: ['getTicket/id-is-integer'],
  seen: 'seen',
  ...entry,
});

/** What is wrong with an answer by a contract; nothing where it is listed there. */
function mistake(document: ContractDocument, id: OperationId, status: number, type: string, body: string) {
  const { path, method } = operation(id);
  const responses = document.paths[path]?.[method]?.responses ?? {};
  const response = responses[status] && resolve(responses[status], document);
  const media = response?.content?.[type.split(';')[0] ?? ''];
  if (!response) return `no ${status}`;
  if (!media) return `no ${type} at ${status}`;
  if (!type.includes('json')) return undefined;
  const anchored = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/', '"contract#/'));
  const ajv = new Ajv2020({ strict: false, validateSchema: false, formats }).addSchema(document, 'contract');
  const validate = ajv.compile(anchored);
  return validate(JSON.parse(body)) ? undefined : ajv.errorsText(validate.errors);
}

describe('plugin-2.3.4', () => {
  let its: InstallationContract;
  beforeAll(async () => {
    its = await installationContract(shipped('plugin-2.3.4'));
  });

  test('the overlay makes it of openapi.yaml as it stands', () => {
    const written = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'));
    expect(applyOverlay(written, its.overlay)).toEqual(its.document);
    expect(its.document).not.toEqual(contract);
  });

  test('each action says what it is for', () => {
    const unnamed = its.overlay.actions.filter(({ description }) => !/^[\w-]+\/[\w-]+/.test(description));
    expect(unnamed.map(({ description }) => description)).toEqual(['The title.']);
  });

  test('answers that break the contract keep to it', async () => {
    const server = await startControlled({
      deviation: faultOfProfile(shipped('plugin-2.3.4')),
      key: 'K',
      fill: madeUpTickets(30),
    });
    const seen = async (
      id: OperationId,
      path: string,
      { key = 'K', body: sent }: { key?: string; body?: object } = {},
    ) => {
      const headers = new Headers({ 'content-type': 'application/json' });
      if (key) headers.set('x-api-key', key);
      const init = { method: operation(id).method.toUpperCase(), headers, body: sent && JSON.stringify(sent) };
      const answer = await fetch(`${server.url}/api/${path}`, init);
      const body = await answer.text();
      const of = [id, answer.status, answer.headers.get('content-type') ?? '', body] as const;
      return { before: mistake(contract, ...of), after: mistake(its.document, ...of), body };
    };
    try {
      const found = await seen('searchTickets', 'tickets-search.php');
      const { number } = JSON.parse(found.body)[0];
      const answers = [
        found,
        await seen('getTicket', `tickets-get.php/${number}.json`),
        await seen('getTicketStats', 'tickets-stats.php'),
        await seen('listTicketStatuses', 'tickets-statuses.php'),
        await seen('createTicket', 'tickets.json', { body: newTicketBody }),
        await seen('createTicket', 'tickets.json', { body: { ...newTicketBody, subject: undefined } }),
        await seen('updateTicket', `tickets-update.php/${number}.json`, { body: { statusId: 1.5 } }),
        await seen('getTicket', `tickets-get.php/${number}.json`, { key: '' }),
      ];
      expect(answers.map(({ after }) => after)).toEqual(answers.map(() => undefined));
      expect(answers.filter(({ before }) => before === undefined)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

describe('a component that others use, too', () => {
  const wrong = (...operations: OperationId[]) =>
    made(deviation({ fault: 'field-type', parameters: { field: 'child.ticket_id', type: 'text' }, operations }));
  const typeOf = ({ document }: InstallationContract, id: OperationId, field: 'child' | 'parent') => {
    const { path, method, successStatus } = operation(id);
    const schema =
      document.paths[path]?.[method]?.responses[successStatus]?.content?.['application/json']?.schema ?? {};
    const inside = resolve(resolve(schema, document).properties?.[field] ?? {}, document).properties?.['ticket_id'];
    return inside && resolve(inside, document).type;
  };

  test('is left as it is for them', async () => {
    const its = await installationContract(wrong('linkSubticket'));
    expect(typeOf(its, 'linkSubticket', 'child')).toBe('string');
    expect(typeOf(its, 'unlinkSubticket', 'child')).toBe('integer');
  });

  test('is changed for all that deviate', async () => {
    const its = await installationContract(wrong('linkSubticket', 'unlinkSubticket'));
    expect(typeOf(its, 'linkSubticket', 'child')).toBe('string');
    expect(typeOf(its, 'unlinkSubticket', 'child')).toBe('string');
  });
});

test('a profile without deviations leaves the contract as it is', async () => {
  const { document } = await installationContract(made());
  expect(document.paths).toEqual(contract.paths);
  expect(document.components).toEqual(contract.components);
});

test('what cannot be expressed stands in the words of its operation', async () => {
  const notExpressed = [{ requirement: 'getTicket/by-id', operation: 'getTicket', seen: 'something else' }] as const;
  const { document } = await installationContract({ ...made(), notExpressed });
  const { path, method } = operation('getTicket');
  expect(document.paths[path]?.[method]?.description).toContain('`getTicket/by-id`: something else');
});
