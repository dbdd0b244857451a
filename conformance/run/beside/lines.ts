/** The lines of two texts beside each other. */

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

/** By the longest common subsequence; what differs between two common lines stands beside each other. */
function paired(here: readonly string[], reference: readonly string[]): Line[] {
  const width = reference.length + 1;
  const longest = new Uint16Array((here.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = here.length - 1; i >= 0; i -= 1)
    for (let j = reference.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = here[i] === reference[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [left, right]: [string[], string[]] = [[], []];
  const flush = () => {
    lines.push(...besides(left, right));
    [left, right] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < here.length || j < reference.length) {
    const [one, other] = [here[i], reference[j]];
    if (one !== undefined && one === other) {
      flush();
      lines.push({ both: one });
      [i, j] = [i + 1, j + 1];
    } else if (other === undefined || (one !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      left.push(one as string);
      i += 1;
    } else {
      right.push(other);
      j += 1;
    }
  }
  flush();
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
