/** Checks of getTicket: GET /tickets-get.php/{number}.{format}. */
import { type Check, check } from '../../kernel/check.js';
import { beside, each } from '../../kernel/each.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { sampleAnswers, sampleTickets } from '../../steps/existing-tickets.js';
import { decodedXml, isReadInXml } from '../../steps/formats.js';
import { getTicket, idOf, readTicket, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import { answerFieldChecks } from '../generic/answer-fields.js';

export const checks: Check[] = [
  ...answerFieldChecks('getTicket', 'Read an own ticket and some existing ones', sampleTickets, [
    'getTicket/children-are-ids',
    'getTicket/attachments-listed',
    'getTicket/attachment-count',
    'getTicket/thread-userId-is-integer',
    'getTicket/thread-staffId-is-integer',
    'getTicket/thread-staff-is-string',
  ]),

  check('getTicket/answers-200', 'Read an own ticket and some existing ones', async (t, id) => {
    for (const answer of [await t.simplest(id), ...(await sampleAnswers(t))]) await t.succeedsWithCode(answer);
  }),

  check('getTicket/by-number', 'Read an own ticket by its number', async (t) => {
    const { number } = await sharedTicket(t, 'to be read');
    const answer = await getTicket(t, number);
    await t.succeeds(answer);
    t.equal(answer, '/number', t.value(answer, 'getTicket/number-is-string'), number);
  }),

  check('getTicket/by-id', 'Read an own ticket by its internal ID, in each format', async (t) => {
    const ticket = await sharedTicket(t, 'to be read');
    const id = await idOf(t, ticket);
    const answer = await getTicket(t, id);
    await t.succeeds(answer);
    const number = t.value(answer, 'getTicket/number-is-string');
    if (number === String(id) && number !== ticket.number) {
      throw new Skip('no-data', `The ID ${id} is another ticket's number.`);
    }
    t.equal(answer, '/number', number, ticket.number);
    const byNumber = ticketIn(await readTicket(t, ticket.number)) as Record<string, unknown>;
    for (const [field, shown] of Object.entries(ticketIn(answer))) {
      t.equal(answer, `/${field}`, shown, byNumber[field]);
    }
    await beside(t, async () => {
      const xml = await getTicket(t, id, 'xml');
      if (!isReadInXml(xml)) {
        const named = await getTicket(t, ticket.number, 'xml');
        if (!isReadInXml(named)) {
          throw new Untestable('getTicket/xml', `By its number, too, a ticket cannot be read in XML: ${named.summary}`);
        }
      }
      await t.succeeds(xml);
      const { number: inXml } = await decodedXml(t, xml);
      // Another ticket may have got that number since.
      if (String(inXml) !== String(id)) t.equal(xml, '/number', String(inXml), ticket.number);
    });
  }),

  check('getTicket/number-before-id', "Read a ticket whose number is another ticket's ID", async (t) => {
    const { numberThatIsAnId: number } = t.session.run.known;
    if (!number) {
      throw new Skip(
        'no-data',
        'Add "numberThatIsAnId" to "known" in the settings file: a number that is another ticket\'s ID.',
      );
    }
    const answer = await getTicket(t, number);
    if (answer.isRefusedAs('getTicket/unknown-404')) {
      throw new Skip('no-data', `The settings file says that there is a ticket ${number}, and the API knows none.`);
    }
    await t.succeeds(answer);
    const shown = t.value(answer, 'getTicket/number-is-string');
    t.equal(answer, '/number', shown, number);
  }),

  check('getTicket/unknown-404', 'Read a ticket that does not exist', async (t) =>
    t.refused(await getTicket(t, t.unknownName)),
  ),

  check('getTicket/whole-number', 'Read a ticket by its number and its ID with more behind them', async (t) => {
    const ticket = await sharedTicket(t, 'to be read');
    const id = await idOf(t, ticket);
    await each(
      t,
      [`${ticket.number}x`, `${ticket.number}' OR 1=1`, `${id}x`],
      (text) => getTicket(t, text),
      (answer) => t.refused(answer),
    );
  }),

  check('getTicket/xml', 'Read a ticket as XML', async (t) => {
    const { number } = await sharedTicket(t, 'to be read');
    const answer = await getTicket(t, number, 'xml');
    await t.succeeds(answer);
    t.that(/^\s*<\?xml|^\s*<\w/.test(answer.text) && answer.json === undefined, 'XML', answer.summary, answer);
    const { number: shown } = await decodedXml(t, answer);
    t.that(String(shown) === number, `the number ${number}`, answer.summary, answer);
  }),

  check('getTicket/format-other-400', 'Ask for another extension, and for none', async (t, id) => {
    const { number } = await sharedTicket(t, 'to be read');
    for (const rawPath of [`/tickets-get.php/${number}.yaml`, `/tickets-get.php/${number}`]) {
      await t.refused(await t.send({ operation: id, rawPath }));
    }
  }),
];
