import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import { NdjsonFile } from '../../installation/ndjson.js';
import { callerOn, type FakeAnswer, FakeWire, runId as run, url } from './caller-for-tests.js';
import { Ledger, type PastRun, pastRuns } from './ledger.js';
import { mark, ownEmail } from './mark.js';

const scratch = folderForTests();
let folder: string;
let file: string;
beforeEach(() => {
  folder = folderIn(scratch);
  file = join(folder, `${run}.ndjson`);
});

const ledger = () => new Ledger(folder, run, url);
/** What another process reads of this run. */
function onDisk() {
  const [past] = pastRuns(folder).runs;
  if (!past) return undefined;
  const ledger = Ledger.of(past);
  const { run: id, url: its } = past.made;
  return { run: id, url: its, present: ledger.present().reverse(), unanswered: ledger.unanswered() };
}
/** The same run, gone on with. */
const goOn = () => Ledger.of(pastRuns(folder).runs[0] as PastRun);

describe('a ledger', () => {
  test('tells creations at once apart', async () => {
    const made = ledger();
    const [first] = await Promise.all([made.intend('first', ownEmail(run)), made.intend('second', ownEmail(run))]);
    made.answered(first, 201, 'first', '1');
    expect(made.unanswered()).toEqual(['second']);
    expect(onDisk()).toMatchObject({ present: [{ number: '1' }], unanswered: ['second'] });
  });

  test('tells that a number is repeated: of a ticket that is there, or of gone ones again and again, beyond chance', async () => {
    const answer = async (made: Ledger, number: string, exchange: number) =>
      made.answered(await made.intend('one', ownEmail(run)), 201, 'one', number, exchange);
    const twice = ledger();
    await answer(twice, '123456', 1);
    await answer(twice, '123456', 2);
    expect(twice.repeated).toEqual({ number: '123456', exchange: 2 });
    const reusing = async (number: string, gone: number) => {
      const made = new Ledger(undefined, run, url);
      const use = async (one: string, exchange: number) => {
        await answer(made, one, exchange);
        made.removed(one);
      };
      for (let other = 0; other < gone; other += 1) await use(String(10 ** (number.length - 1) + other), 0);
      for (let exchange = 1; exchange <= 5; exchange += 1) await use(number, exchange);
      return made.repeated;
    };
    expect(await reusing('123456', 0)).toBeUndefined();
    expect(await reusing('100000', 1)).toEqual({ number: '100000', exchange: 5 });
    // Of 90 numbers, some come again by chance.
    expect(await reusing('10', 60)).toBeUndefined();
  });

  test('has no file until there is something to be entered', () => {
    const empty = ledger();
    expect(empty.used).toBe(false);
    empty.close(true);
    expect(readdirSync(folder)).toEqual([]);
    expect(pastRuns(join(folder, 'none'))).toEqual({ runs: [], damaged: [] });
  });

  test('tells another process at once what was announced, made and removed', async () => {
    const own = ledger();
    const first = await own.intend('First', 'a@example.com');
    expect(onDisk()).toMatchObject({
      run,
      url,
      present: [],
      unanswered: ['First'],
    });
    own.answered(first, 201, 'First', '100001');
    own.made('100002', 'Second');
    expect(onDisk()).toMatchObject({
      present: [
        { number: '100001', subject: 'First' },
        { number: '100002', subject: 'Second' },
      ],
      unanswered: [],
    });
    own.removed('100001');
    expect(onDisk()?.present).toEqual([{ number: '100002', subject: 'Second' }]);
    expect(own.owns('100001')).toBe(false);
    expect(own.owns('100002')).toBe(true);
  });

  test('lists the latest first, so that children go before their parents', () => {
    const own = ledger();
    for (const number of ['1', '3', '2']) own.made(number, '');
    expect(own.present().map(({ number }) => number)).toEqual(['2', '3', '1']);
  });

  test('enters a ticket once, however often it is found', () => {
    const own = ledger();
    own.made('1', 'A');
    own.made('1', 'A');
    own.removed('1');
    expect(onDisk()?.present).toEqual([]);
  });

  test('keeps its file while something is left, and takes it away when nothing is', () => {
    const own = ledger();
    own.made('1', 'A');
    own.close(false);
    expect(existsSync(file)).toBe(true);
    const later = goOn();
    expect(later.owns('1')).toBe(true);
    later.removed('1');
    later.close(true);
    expect(existsSync(file)).toBe(false);
  });

  test('of a run that was killed is gone on with, also what was never answered', async () => {
    await ledger().intend('Lost', 'a@example.com');
    const later = goOn();
    expect(later.unanswered()).toEqual(['Lost']);
    later.answered(await later.intend('New', 'b@example.com'), 201, 'New', '1');
    expect(later.unanswered()).toEqual(['Lost']);
    expect(onDisk()?.unanswered).toEqual(['Lost']);
  });

  test('without a folder writes nothing and knows all the same', () => {
    const memory = new Ledger(undefined, run, url);
    memory.made('1', 'A');
    expect(memory.owns('1')).toBe(true);
    memory.close(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('on disk', () => {
  test('a line that a crash cut is passed over', () => {
    ledger().made('1', 'A');
    appendFileSync(file, '{"made":"2","sub');
    expect(onDisk()?.present).toEqual([{ number: '1', subject: 'A' }]);
  });

  test('what follows a cut line is not lost with it', () => {
    ledger().made('1', 'A');
    appendFileSync(file, '{"made":"2","sub');
    const later = goOn();
    later.removed('1');
    expect(onDisk()?.present).toEqual([]);
  });

  test('runs are kept apart', () => {
    ledger().made('1', 'A');
    new Ledger(folder, 'r9999999', 'https://help.example.org').made('2', 'B');
    const { runs, damaged } = pastRuns(folder);
    expect(runs.map(({ made }) => [made.run, made.url])).toEqual([
      [run, url],
      ['r9999999', 'https://help.example.org'],
    ]);
    expect(damaged).toEqual([]);
  });

  test.each([
    [
      'a line that is no JSON',
      () => appendFileSync(file, 'Something\n{"made":"2","subject":"B"}\n'),
      /Line 3 .* not JSON/,
    ],
    ['an entry of another form', () => appendFileSync(file, '{"made":7}\n{"made":"2","subject":"B"}\n'), /1 entries/],
  ])('%s is told, and what the others say is known', (_, spoil, why) => {
    ledger().made('1', 'A');
    spoil();
    expect(onDisk()?.present.map(({ number }) => number)).toEqual(['1', '2']);
    expect(pastRuns(folder).damaged).toEqual([{ file, why: expect.stringMatching(why) }]);
  });

  test.each([
    ['of another run', () => `{"run":"r9999999","url":"${url}","at":"2026-11-24T00:00:00Z"}\n`],
    ['of a run whose ID has another form', () => `{"run":"","url":"${url}","at":"2026-11-24T00:00:00Z"}\n`],
    ['that lost its first line', () => '{"made":"2","subject":"B"}\n'],
    ['with something else', () => 'null\n5\n'],
  ])('a ledger %s is no run, and is told', (_, content) => {
    writeFileSync(file, content());
    expect(pastRuns(folder)).toEqual({ runs: [], damaged: [expect.objectContaining({ file })] });
  });

  test('a ledger in which nothing was entered is passed over', () => {
    writeFileSync(file, '{"run":"r1a2');
    expect(pastRuns(folder)).toEqual({ runs: [], damaged: [] });
  });

  test('the period of a past run, its addresses and the clock are known', async () => {
    let time = Date.parse('2026-11-24T12:00:00Z');
    const own = new Ledger(folder, run, url, () => time);
    time += 5000;
    await own.intend('A', `x+${run}@example.com`);
    await own.intend('B', 'jane@example.org');
    own.clock = 3_600_000;
    const later = goOn();
    expect(later.period).toEqual({ from: time - 5000, until: time });
    expect([...later.addresses].sort()).toEqual([`osticket-contract+${run}@example.com`, `x+${run}@example.com`]);
    expect(later.clock).toBe(3_600_000);
  });
});

test('where the disk is full, what was made is known all the same, and nothing more may be made', async () => {
  const own = ledger();
  own.made('1', 'A');
  const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
  const append = vi.spyOn(NdjsonFile.prototype, 'append').mockImplementation(() => {
    throw full;
  });
  const told: Error[] = [];
  own.onFault = (error) => {
    told.push(error);
    return new Error('The disk is full.');
  };
  own.made('2', 'B');
  await expect(own.intend('C', 'c@example.com')).rejects.toThrow('The disk is full.');
  append.mockRestore();
  expect(told).toEqual([full, full]);
  expect(own.present().map(({ number }) => number)).toEqual(['2', '1']);
  expect(own.unanswered()).toEqual([]);
});

describe('a creation', () => {
  /** Sends one, and tells what was on disk when it reached the wire. */
  async function sent(answer: FakeAnswer, raw?: (valid: object) => string) {
    let before: ReturnType<typeof onDisk>;
    const wire = new FakeWire(() => {
      before = onDisk();
      return answer;
    });
    const { caller } = callerOn(wire, false, ledger());
    const said = { name: 'A', message: 'B', autorespond: false, alert: false };
    const body = { ...said, subject: `${mark(run)} a ticket`, email: ownEmail(run) };
    const request = raw
      ? caller.send({ operation: 'createTicket', body: raw(body) })
      : caller.call('createTicket', { body });
    await request.catch(() => {});
    return { before, after: onDisk(), subject: body.subject };
  }

  test('is entered before it is sent, and its ticket when it is answered', async () => {
    const { before, after, subject } = await sent({ status: 201, type: 'text/plain', body: '100001' });
    expect(before).toMatchObject({ present: [], unanswered: [subject] });
    expect(after).toMatchObject({ present: [{ number: '100001', subject }], unanswered: [] });
  });

  test('that a check wrote as text is entered with its subject too', async () => {
    const { before, subject } = await sent({ status: 400 }, (valid) => JSON.stringify([valid]));
    expect(before?.unanswered).toEqual([subject]);
  });

  test('whose answer never came stays unanswered', async () => {
    const { after, subject } = await sent({ failure: 'the connection was closed' });
    expect(after).toMatchObject({ present: [], unanswered: [subject] });
  });

  test('that should have been refused and answers a number is entered as a ticket', async () => {
    const { after } = await sent({ status: 200, type: 'text/html', body: '"100001"\n' });
    expect(after?.present).toMatchObject([{ number: '100001' }]);
  });

  test('that is refused makes no ticket', async () => {
    const { after } = await sent({ status: 400, body: '{"error":true,"message":"No"}' });
    expect(after).toMatchObject({ present: [], unanswered: [] });
  });

  test('and its ledger hold no key', async () => {
    await sent({ status: 201, type: 'text/plain', body: '100001' });
    expect(readFileSync(file, 'utf8')).not.toContain('key');
  });
});
