/** Checks of the general requirements on JSON and XML. */
import type { operations } from '../../../contract/operations.js';
import type { DecodedXml } from '../../../contract/xml.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, checkForEach } from '../../kernel/check.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type BothFormats, bothFormats, isSteady, refusedInXml } from '../../steps/formats.js';
import { differences, faultyPlaces, leaves } from '../../steps/xml-differences.js';

type Operation = (typeof operations)[number];
const answersXml = ({ responses, successStatus }: Operation) =>
  responses[successStatus]?.['application/xml'] !== undefined;

/** Read once for all checks: a large file takes a tenth of a second, in which nothing else is done. */
const known = new WeakMap<BothFormats, DecodedXml>();

/** An XML answer read by the contract. @throws Untestable when it is no XML */
function decoded(pair: BothFormats): DecodedXml {
  try {
    const read = known.get(pair) ?? pair.xml.xml(pair.schema);
    known.set(pair, read);
    return read;
  } catch (error) {
    throw new Untestable('formats/xml-on-xml-extension', `Needed XML, but ${(error as Error).message}`);
  }
}

/** Checks that reading the XML finds no deviation from a rule. */
const deviationChecks = (rule: RequirementId, action: string, expected: string): Check[] =>
  checkForEach(rule, answersXml, action, async (t, id) => {
    for (const pair of await bothFormats(t, id)) {
      const deviation = decoded(pair).deviations.find((one) => one.rule === rule);
      t.that(deviation === undefined, expected, String(deviation?.actual), pair.xml, deviation?.pointer);
    }
  });

export const checks: Check[] = [
  ...checkForEach('formats/xml-same-content', answersXml, 'Ask for the same as JSON and as XML', async (t, id) => {
    for (const { json, xml } of await refusedInXml(t, id)) t.violated('the same as in JSON', xml.summary, [json, xml]);
    for (const pair of await bothFormats(t, id)) {
      const [first] = differences(pair, decoded(pair));
      if (first && (await isSteady(pair))) t.violated(show(first[1]), show(first[2]), [pair.json, pair.xml], first[0]);
    }
  }),

  ...deviationChecks('formats/xml-root-is-response', 'Look at the root element', 'the root element response'),

  ...deviationChecks('formats/xml-items-are-item', 'Look at the items of arrays', 'item elements'),

  ...deviationChecks('formats/xml-booleans', 'Look at booleans', 'true or false'),

  ...checkForEach('formats/xml-null-is-empty', answersXml, 'Look for what is null in JSON', async (t, id) => {
    for (const pair of await bothFormats(t, id)) {
      const actual = new Map(leaves(decoded(pair).value));
      const faulty = faultyPlaces(pair);
      // Of a field that the contract does not know, an empty element reads as an empty text.
      const isEmpty = (pointer: string) => actual.get(pointer) === null || actual.get(pointer) === '';
      const wrong = leaves(pair.json.json).find(
        ([pointer, value]) => value === null && !faulty(pointer) && !isEmpty(pointer),
      );
      if (!wrong || !(await isSteady(pair))) continue;
      const [pointer] = wrong;
      t.violated('an empty element', show(actual.get(pointer)), pair.xml, pointer);
    }
  }),
];
