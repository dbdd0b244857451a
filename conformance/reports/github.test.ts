import { expect, test } from 'vitest';
import { githubAnnotations } from './github.js';
import { hostile } from './hostile.js';
import { listProblems } from './problems.js';
import { sample } from './sample.js';

test('each of the first problems is an annotation, with its impact, the sentence and the requirement', () => {
  const { results, evidence } = sample();
  const lines = githubAnnotations(results, evidence);
  const [problem] = listProblems(results, evidence);
  expect(lines[0]).toMatch(/^::error title=Problem 1%3A Security::/);
  expect(lines[0]).toContain(problem?.title);
  expect(lines[0]).toContain(`%0A${problem?.findings[0].result.requirement}`);
  expect(lines.at(-1)).toMatch(/^::notice title=osTicket API%3A Not conformant::/);
});

test('advice is a warning, and a known deviation no error', () => {
  const { results, evidence } = sample();
  for (const result of results.results)
    if (result.verdict === 'fail') result.known = { reason: 'x', expires: '2099-01-01' };
  const lines = githubAnnotations(results, evidence);
  expect(lines.filter((line) => line.startsWith('::warning '))).not.toHaveLength(0);
  expect(lines.filter((line) => line.startsWith('::error ') && !line.includes('made a mistake'))).toEqual([]);
});

test('no text of an installation begins a line, a command or a property', () => {
  const { results, evidence } = hostile();
  for (const result of results.results) result.actual = `x\n::add-mask::y\r\n::stop-commands::z,file=a`;
  for (const line of githubAnnotations(results, evidence)) {
    expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::[^\r\n]*$/);
  }
});
