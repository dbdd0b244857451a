/** The lines of two texts beside each other. */
import { diffArrays } from 'diff';

/** A line that both have, one that the two have differently or one alone has, or how many equal ones are left out. */
export type Line = { both: string } | { here?: string; reference?: string } | { more: number };

/** Equal lines that stay before and after a difference. */
const around = 3;

/** @returns nothing where they are equal */
export function lineByLine(here: readonly string[], reference: readonly string[]): Line[] {
  const all = paired(here, reference);
  const differs = all.map((line) => !('both' in line));
  if (!differs.includes(true)) return [];
  const shown = all.map((_, at) => differs.slice(Math.max(0, at - around), at + around + 1).includes(true));
  const lines: Line[] = [];
  for (const [at, line] of all.entries()) {
    const last = lines.at(-1);
    if (shown[at]) lines.push(line);
    else if (last && 'more' in last) last.more += 1;
    else lines.push({ more: 1 });
  }
  return lines;
}

/** What differs between two common lines stands beside each other. */
function paired(here: readonly string[], reference: readonly string[]): Line[] {
  const lines: Line[] = [];
  let left: string[] = [];
  const flush = (right: string[]) => {
    lines.push(...besides(left, right));
    left = [];
  };
  for (const { value, removed, added } of diffArrays([...here], [...reference])) {
    if (removed) left = value;
    else flush(added ? value : []);
    if (!removed && !added) lines.push(...value.map((both) => ({ both })));
  }
  flush([]);
  return lines;
}

/** What a line is about: a member of an object, the code, the content type. */
const topicOf = (line: string): string => /^\s*("[^"]+"|Status|Content-Type)/.exec(line)?.[0] ?? '';

/** Lines that differ: those about the same thing beside each other, all others alone. */
function besides(left: readonly string[], right: readonly string[]): Line[] {
  const lines: Line[] = [];
  let next = 0;
  for (const here of left) {
    const topic = topicOf(here);
    // A line about nothing of its own goes with the next one at the most.
    const isIts = (line: string, index: number) =>
      topicOf(line) === topic && (topic === '' ? index === next : index >= next);
    const at = right.findIndex(isIts);
    if (at < 0) {
      lines.push({ here });
      continue;
    }
    lines.push(...right.slice(next, at).map((reference) => ({ reference })), { here, reference: right[at] as string });
    next = at + 1;
  }
  return [...lines, ...right.slice(next).map((reference) => ({ reference }))];
}
