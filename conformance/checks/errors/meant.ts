/** Checks that a creation takes a value of another type, which can be meant in one way only, as meant, or refuses it. */
import type { Check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { newTicket, numberOf, readTicket } from '../../steps/own-tickets.js';
import { storedFiles } from '../../steps/stored-bytes.js';
import { attachmentsWork } from '../createTicket/with-file.js';
import { emptyInCreation, numbersForTexts, textsForIds, zerosForBooleans } from './other-types.js';
import { expectAllMeant, meantCheck, type OtherType } from './taken-as-meant.js';

/** A file whose data-URI has no Base64. None where a creation keeps no file: another check reports that. */
async function plainFile(t: Context): Promise<OtherType[]> {
  const works = await attachmentsWork(t).then(() => true, nothingIfMissing);
  if (!works) return [];
  const value = [{ 'words.txt': 'data:text/plain,Words' }];
  const dropped: OtherType['dropped'] = async (ticket) => {
    const files = (await storedFiles(t, ticket)).map(String);
    return files.join() === 'Words' ? undefined : `${files.length} files: ${show(files)}`;
  };
  return [{ field: 'attachments', value, meant: 'a file with the text Words', dropped }];
}

async function createsAsMeant(t: Context): Promise<void> {
  const create = (label: string, values: readonly OtherType[]) =>
    expectAllMeant(t, values, async (fields) => {
      // The name of a user whom osTicket knows by the address would not change.
      const email = `osticket-contract+${t.session.run.id}-digits@example.com`;
      const json = { ...newTicket(t.session, label), ...('name' in fields ? { email } : {}), ...fields };
      const answer = await t.send({ operation: 'createTicket', json });
      return { answer, read: async () => readTicket(t, await numberOf(t, answer, json.subject)) };
    });
  await create('with null and empty texts', await emptyInCreation(t));
  await create('with values of other types', [
    // The subject has the mark of the run.
    ...numbersForTexts(t, 'createTicket', 'subject'),
    ...(await textsForIds(t, 'createTicket')),
    ...zerosForBooleans('createTicket'),
  ]);
  const file = await plainFile(t);
  if (file.length > 0) await create('with a data-URI without Base64', file);
}

export const checks: Check[] = [
  meantCheck('createTicket', 'Send null, empty texts, numbers and the like that can mean one thing', createsAsMeant),
];
