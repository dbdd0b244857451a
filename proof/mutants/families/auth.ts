/** Authentication broken, at every operation; that a missing or wrong key is refused is in refusals.ts. */
import { resolve } from '../../../contract/document.js';
import { keyHeader } from '../../../contract/keys.js';
import { operations } from '../../../contract/operations.js';
import { encodeXml } from '../../../contract/xml.js';
import { errorJson, exampleReply, json, refusal, success, text } from '../../../server/faults/answer.js';
import { both, errorReply, type Fault, type FaultRequest, jsonReply } from '../../../server/faults/fault.js';
import { doneWithoutRight, keyOf, keyRow, otherMistakesFirst, served } from '../../../server/faults/key.js';
import { queryOf, refuses } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

const showsKey = both(
  json((value, sent) => ({ ...value, key: keyOf(sent) })),
  text((answer, sent) => `${answer} ${keyOf(sent)}`),
);

/** A refusal has, in one of its fields, something of what was asked for. */
const tells = (field: string, what: (asked: string) => string): Fault =>
  refusal(
    async (answer, sent, { ask }) => {
      const asked = sent.method === 'GET' ? await ask('GET', sent.url) : exampleReply(sent);
      if (asked.status >= 300) return answer;
      const told = { ...JSON.parse(answer.body.toString()), [field]: what(asked.body.toString()) };
      return jsonReply(answer.status, told);
    },
    [401, 403],
  );

const inBase64 = (asked: string) => Buffer.from(asked).toString('base64');

/** Without the names of its fields. */
const valuesIn = (asked: string) => asked.replaceAll(/"\w+":|[{}[\]"]/g, '');

/** Only a key whose header is spelled so opens. With 401 a run would not begin. */
const spelledOnly = (name: string) => refuses(({ headerNames }) => headerNames?.includes(name) === false, 403);

const isXml = ({ url }: FaultRequest) => url.includes('.xml');

/** Operations that have the extension `.xml`. */
const withXml = operations
  .filter(({ parameters }) =>
    parameters.some(({ name, schema }) => name === 'format' && resolve(schema).enum?.includes('xml')),
  )
  .map(({ id }) => id);

export const auth: Row[] = [
  ['auth/key-in-header', 'a valid key is refused', success(() => errorReply(403))],
  [
    'auth/key-in-header',
    'knows the header in lower case only',
    spelledOnly(keyHeader.toLowerCase()),
    // One that refuses all creations, whatever the key, is told by createTicket/answers-201.
    { of: operations.map(({ id }) => id).filter((id) => id !== 'createTicket') },
  ],
  [
    'auth/key-in-header',
    'knows the header as the reference spells it only',
    spelledOnly(keyHeader),
    { of: ['listTicketStatuses'] },
  ],
  ['auth/key-elsewhere-401', 'takes a bearer token', served(({ headers }) => headers.authorization !== undefined)],
  ['auth/key-elsewhere-401', 'takes the header API-Key', served(({ headers }) => headers['api-key'] !== undefined)],
  ['auth/key-elsewhere-401', 'takes the key in the query', served((sent) => queryOf(sent).apikey !== undefined)],
  [
    'auth/missing-key-401',
    'needs no key for .xml',
    served((sent) => keyOf(sent) === undefined && isXml(sent)),
    { of: withXml },
  ],
  [
    'auth/unknown-key-401',
    'takes half of a key',
    served((sent, { fullKey }) => fullKey.startsWith(keyOf(sent) || 'none')),
  ],
  [
    'auth/unknown-key-401',
    'takes a key with more behind it',
    served((sent, { fullKey }) => keyOf(sent)?.startsWith(fullKey) === true),
    { of: ['listTicketStatuses'] },
  ],
  [
    'auth/unknown-key-401',
    'takes any key for .xml',
    served(async (sent, environment) => keyOf(sent) !== undefined && isXml(sent) && !(await keyRow(sent, environment))),
    { of: withXml },
  ],
  [
    'auth/inactive-key-401',
    'takes a key that is switched off for .xml',
    served(async (sent, environment) => isXml(sent) && (await keyRow(sent, environment))?.isactive === 0),
    { of: withXml },
  ],
  ['auth/refused-without-effect', 'is refused with 401 but carried out', doneWithoutRight(401)],
  ['auth/judged-before-the-request', 'refuses other mistakes before a missing key', otherMistakesFirst(401)],
  [
    'auth/refused-without-content',
    'a refusal holds what was asked for',
    refusal((answer, sent) => ({ ...exampleReply(sent), status: answer.status }), [401, 403]),
  ],
  [
    'auth/refused-without-content',
    'a refusal holds what was asked for, as XML',
    refusal(
      (answer, sent) => ({
        ...answer,
        body: Buffer.from(encodeXml(JSON.parse(exampleReply(sent).body.toString()))),
      }),
      [401, 403],
    ),
  ],
  ['auth/refused-without-content', 'a refusal holds what was asked for, in Base64', tells('data', inBase64)],
  [
    'auth/refused-without-content',
    'a refusal tells the values that were asked for',
    tells('message', valuesIn),
    { of: ['getTicket', 'searchTickets', 'getParentTicket', 'listChildTickets'] },
  ],
  [
    'auth/refused-without-content',
    'a refusal holds the file',
    tells('content', (file) => JSON.parse(file).content),
    { of: ['downloadAttachment'] },
  ],
  ['auth/key-never-in-an-answer', 'shows the key in a success', showsKey],
  [
    'auth/key-never-in-an-answer',
    'shows the key in a refusal',
    errorJson((_, sent) => ({ error: true, message: `No valid key: ${queryOf(sent).apikey}` })),
  ],
];
