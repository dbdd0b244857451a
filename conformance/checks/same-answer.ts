/** Checks that a key with few permissions is shown what the key of the run is shown. */
import { isDeepStrictEqual } from 'node:util';
import { operation } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type Check, checkForEach } from '../kernel/check.js';
import type { Answer } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { leastKey, withLeastKey } from '../steps/few-permissions.js';
import { leaves } from '../steps/xml-differences.js';

const leavesOf = ({ meant }: Answer) => new Map(leaves(meant));

/** The places where an answer differs from both of these, which say the same there. */
function differing(before: Answer, answer: Answer, after: Answer): string[] {
  const [one, between, other] = [leavesOf(before), leavesOf(answer), leavesOf(after)];
  return [...new Set([...one.keys(), ...between.keys()])].filter(
    (place) =>
      isDeepStrictEqual(one.get(place), other.get(place)) && !isDeepStrictEqual(one.get(place), between.get(place)),
  );
}

/** How often an answer must differ, since others may change it meanwhile. */
const times = 3;

export const checks: Check[] = checkForEach(
  'permissions/same-answer',
  ({ method }) => method === 'get',
  'Send a request with the key of the run, and with one that may do little else',
  async (t, id) => {
    t.session.requireCapability(id);
    const { name: key } = leastKey(t, id);
    if (key === t.session.run.keys[0].name) {
      throw new Skip('no-data', `The settings file names no other key with ${operation(id).permission}.`);
    }
    for (const { request, answer: first } of await withLeastKey(t, id)) {
      if (first.isRefusedForKey) {
        const prerequisite = `${id}/permission` as RequirementId;
        throw new Untestable(prerequisite, `Needed the answer for the key "${key}", but it was ${first.summary}`);
      }
      await t.succeeds(first);
      const answers = [await t.send(request)];
      let places = differing(answers[0] as Answer, first, answers[0] as Answer);
      for (let nth = 1; nth <= times && places.length > 0; nth += 1) {
        answers.push(await t.send({ ...request, key }), await t.send(request));
        const wrong = differing(...(answers.slice(-3) as [Answer, Answer, Answer]));
        places = nth === 1 ? wrong : places.filter((place) => wrong.includes(place));
      }
      const [place] = places;
      if (place === undefined) continue;
      const [least, own] = answers.slice(-2).map((answer) => show(leavesOf(answer).get(place)));
      t.violated(own ?? '', `${least} with the key "${key}"`, answers.slice(-3), place);
    }
  },
);
