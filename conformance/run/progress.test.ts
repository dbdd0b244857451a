import { expect, test } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import { Progress } from './progress.js';

const tests = 20;

/** A progress that writes into a list, with a clock of its own. */
function started(terminal: boolean) {
  const lines: string[] = [];
  let time = 0;
  let id = 0;
  const out = { write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  const progress = new Progress(out, undefined, terminal, () => time);
  progress.onTestRunStart();
  progress.onTestModuleCollected({ children: { allTests: () => Array(tests) } } as unknown as TestModule);
  const ends = (verdict?: string) => {
    id++;
    progress.onTestCaseResult({
      id: `${id}`,
      meta: () => (verdict ? { result: { verdict } } : {}),
    } as unknown as TestCase);
    time += 10_000;
  };
  return { lines, ends };
}

test('where lines cannot be written over, every tenth part is a line, with an estimate', () => {
  const { lines, ends } = started(false);
  for (let i = 0; i < tests; i++) ends(i === 3 ? 'fail' : 'pass');
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('2 of 20 checks, 0 failed, about 2 min left\n');
  expect(lines[8]).toBe('18 of 20 checks, 1 failed, about 19 s left\n');
  expect(lines[9]).toBe('20 of 20 checks, 1 failed\n');
});

test('on a terminal the line is written over', () => {
  const { lines, ends } = started(true);
  ends('pass');
  expect(lines).toEqual(['\r\u001B[K1 of 20 checks, 0 failed']);
});

test.each([true, false])('nothing is said of checks that were never judged (terminal: %s)', (terminal) => {
  const { lines, ends } = started(terminal);
  for (let i = 0; i < tests; i++) ends();
  expect(lines).toEqual([]);
});
