import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import { Context } from '../kernel/context.js';
import { type FakeAnswer, FakeWire, runInfo, sessionOn } from '../run/session-for-tests.js';
import { newTicket } from '../steps/own-tickets.js';
import { Ledger, pastRuns } from './ledger.js';

const { id: run, url } = runInfo;

const scratch = folderForTests();
let folder: string;
let file: string;
beforeEach(() => {
  folder = folderIn(scratch);
  file = join(folder, `${run}.ndjson`);
});

const ledger = () => new Ledger(folder, run, url);
/** What another process reads of this run. */
const onDisk = () => pastRuns(folder)[0];

describe('a ledger', () => {
  test('has no file until there is something to be entered', () => {
    const empty = ledger();
    expect(empty.used).toBe(false);
    empty.close(true);
    expect(readdirSync(folder)).toEqual([]);
    expect(pastRuns(join(folder, 'none'))).toEqual([]);
  });

  test('tells another process at once what was announced, made and removed', async () => {
    const own = ledger();
    const first = await own.intend('First', 'a@example.com');
    expect(onDisk()).toMatchObject({
      run,
      url,
      present: [],
      unanswered: [{ subject: 'First', email: 'a@example.com' }],
    });
    own.answered(first, 201);
    own.made('100001', 'First');
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
    const later = Ledger.of(onDisk() as NonNullable<ReturnType<typeof onDisk>>);
    expect(later.owns('1')).toBe(true);
    later.removed('1');
    later.close(true);
    expect(existsSync(file)).toBe(false);
  });

  test('of a run that was killed is gone on with, also what was never answered', async () => {
    await ledger().intend('Lost', 'a@example.com');
    const later = Ledger.of(onDisk() as NonNullable<ReturnType<typeof onDisk>>);
    expect(later.unanswered()).toEqual([{ subject: 'Lost', email: 'a@example.com' }]);
    later.answered(await later.intend('New', 'b@example.com'), 201);
    expect(later.unanswered()).toEqual([{ subject: 'Lost', email: 'a@example.com' }]);
    expect(onDisk()?.unanswered).toEqual([{ subject: 'Lost', email: 'a@example.com' }]);
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
    const later = Ledger.of(onDisk() as NonNullable<ReturnType<typeof onDisk>>);
    later.removed('1');
    expect(onDisk()?.present).toEqual([]);
  });

  test('a file that is no ledger is passed over, and other runs are kept apart', () => {
    writeFileSync(join(folder, 'notes.ndjson'), 'Something\n');
    writeFileSync(join(folder, 'null.ndjson'), 'null\n5\n');
    ledger().made('1', 'A');
    new Ledger(folder, 'r9999999', 'https://help.example.org').made('2', 'B');
    expect(pastRuns(folder).map(({ run: one, url: its }) => [one, its])).toEqual([
      [run, url],
      ['r9999999', 'https://help.example.org'],
    ]);
  });
});

describe('a creation', () => {
  /** Sends one, and tells what was on disk when it reached the wire. */
  async function sent(answer: FakeAnswer, raw?: (valid: object) => string) {
    let before: ReturnType<typeof onDisk>;
    const wire = new FakeWire(() => {
      before = onDisk();
      return answer;
    });
    const session = sessionOn(wire, {}, ledger());
    const body = newTicket(session, 'a ticket');
    const t = new Context(session, 'test');
    const request = raw ? t.send({ operation: 'createTicket', body: raw(body) }) : t.call('createTicket', { body });
    await request.catch(() => {});
    return { before, after: onDisk(), subject: body.subject, email: body.email, session };
  }

  test('is entered before it is sent, and its ticket when it is answered', async () => {
    const { before, after, subject, email } = await sent({ status: 201, type: 'text/plain', body: '100001' });
    expect(before).toMatchObject({ present: [], unanswered: [{ subject, email }] });
    expect(after).toMatchObject({ present: [{ number: '100001', subject }], unanswered: [] });
  });

  test('that a check wrote as text is entered with its subject too', async () => {
    const { before, subject, email } = await sent({ status: 400 }, (valid) => JSON.stringify([valid]));
    expect(before?.unanswered).toEqual([{ subject, email }]);
  });

  test('whose answer never came stays unanswered', async () => {
    const { after, subject, email } = await sent({ failure: 'the connection was closed' });
    expect(after).toMatchObject({ present: [], unanswered: [{ subject, email }] });
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
