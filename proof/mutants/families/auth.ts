/** Authentication broken, at every operation. */
import type { Fault } from '../engine/fault.js';
import type { Mutant } from '../engine/mutant.js';
import { json, refusal, refusalStatus, success, text, withJson } from '../faults/answer.js';
import { doneWithoutRight, keyRow, otherMistakesFirst, served } from '../faults/keys.js';
import { type Ids, keyOf, on, queryOf, where } from '../faults/request.js';
import { everywhere } from './each-check.js';

/** A request with no valid key of this kind is refused with 403. */
const with403 =
  (fits: Fits) =>
  (ids: Ids): Fault =>
    where(
      fits,
      refusalStatus(ids, 403, ({ status }) => status === 401),
    );

type Fits = Parameters<typeof where>[0];
const hasNone: Fits = (sent) => keyOf(sent) === undefined;
const hasAnEmptyOne: Fits = (sent) => keyOf(sent) === '';
const hasAnUnknownOne: Fits = async (sent, around) => Boolean(keyOf(sent)) && !(await keyRow(sent, around));
const hasOneSwitchedOff: Fits = async (sent, around) => (await keyRow(sent, around))?.isactive === 0;

/** The key comes back in whatever is answered. */
const showsKey = (ids: Ids): Fault =>
  on(ids, async (sent, forward, around) => {
    const show = (answer: string) => `${answer} ${keyOf(sent)}`;
    const inJson = json(ids, (value) => ({ ...value, key: keyOf(sent) }));
    const asked = await forward(sent);
    const again = async () => asked;
    return asked.headers['content-type']?.startsWith('application/json')
      ? inJson(sent, again, around)
      : text(ids, show)(sent, again, around);
  });

/** A key that was sent in the query comes back in the refusal. */
const showsKeyInRefusal = (ids: Ids): Fault =>
  refusal(ids, (answer, sent) => withJson(answer, { error: true, message: `No valid key: ${queryOf(sent).apikey}` }));

export const authMutants: Mutant[] = [
  ...everywhere('auth/key-in-header', 'a valid key is refused', (id) =>
    success(id, (answer) => ({ ...withJson(answer, { error: true, message: 'Not allowed' }), status: 403 })),
  ),
  ...everywhere('auth/missing-key-401', 'is served without a key', (id) => served(id, hasNone)),
  ...everywhere('auth/missing-key-401', 'is refused with 403 without a key', with403(hasNone)),
  ...everywhere('auth/unknown-key-401', 'is served with any key', (id) => served(id, hasAnUnknownOne)),
  ...everywhere('auth/unknown-key-401', 'is refused with 403 with an unknown key', with403(hasAnUnknownOne)),
  ...everywhere('auth/empty-key-401', 'is served with an empty key', (id) => served(id, hasAnEmptyOne)),
  ...everywhere('auth/empty-key-401', 'is refused with 403 with an empty key', with403(hasAnEmptyOne)),
  ...everywhere('auth/inactive-key-401', 'is served with a key that is switched off', (id) =>
    served(id, hasOneSwitchedOff),
  ),
  ...everywhere(
    'auth/inactive-key-401',
    'is refused with 403 with a key that is switched off',
    with403(hasOneSwitchedOff),
  ),
  ...everywhere('auth/key-elsewhere-401', 'takes the key as a bearer token', (id) =>
    served(id, ({ headers }) => headers.authorization !== undefined),
  ),
  ...everywhere('auth/key-elsewhere-401', 'takes the key in the header API-Key', (id) =>
    served(id, ({ headers }) => headers['api-key'] !== undefined),
  ),
  ...everywhere('auth/key-elsewhere-401', 'takes the key in the query', (id) =>
    served(id, (sent) => queryOf(sent).apikey !== undefined),
  ),
  ...everywhere('auth/refused-without-effect', 'is refused with 401 but carried out', (id) =>
    doneWithoutRight(id, 401),
  ),
  ...everywhere('auth/judged-before-the-request', 'refuses other mistakes before a missing key', (id) =>
    otherMistakesFirst(id, 401),
  ),
  ...everywhere('auth/key-never-in-an-answer', 'shows the key in a success', showsKey),
  ...everywhere('auth/key-never-in-an-answer', 'shows the key in a refusal', showsKeyInRefusal),
];
