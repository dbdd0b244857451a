/** The other direction of the mutants: on a server that conforms, whatever it has and lacks, nothing is called broken. */
import { expect, test } from 'vitest';
import { allChecks } from '../conformance/checks/index.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { accusations, runSuite } from './run-suite-for-tests.js';

async function expectNoAccusation(...given: Parameters<typeof runSuite>): Promise<void> {
  const { results, left } = await runSuite(...given);
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
  expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(allChecks.length / 2);
}

test('an empty installation', async () => {
  await expectNoAccusation({ fill: madeUpTickets(0) });
});

test.each(['subtickets', 'markdown'])('one without %s', async (plugin) => {
  await expectNoAccusation({ without: [plugin] });
});

test('one with 5,000 tickets, where somebody else makes tickets and changes them meanwhile', async () => {
  const headers = (key: string) => ({ 'x-api-key': key, 'content-type': 'application/json' });
  let made = 0;
  const somebody = async (url: string, key: string) => {
    const body = JSON.stringify({
      name: 'Zoë Ünal',
      email: 'zoe@example.org',
      subject: `100% "O'Brien" 漢字 ${made++}`,
      message: 'Somebody else.',
    });
    const number = await (
      await fetch(`${url}/api/tickets.json`, { method: 'POST', headers: headers(key), body })
    ).text();
    await fetch(`${url}/api/tickets-update.php/${number}.json`, {
      method: 'PATCH',
      headers: headers(key),
      body: '{"statusId":"Closed","note":"Done."}',
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await expectNoAccusation({ fill: madeUpTickets(5000) }, { meanwhile: somebody });
  expect(made).toBeGreaterThan(0);
});
