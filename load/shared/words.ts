/** Words to search for, from the subjects that an installation has. */

export interface Words {
  /** In many subjects, in one or two, and in none. */
  frequent: string[];
  rare: string[];
  absent: string[];
}

/** Words of each kind: enough that no cache answers all, few enough to give to every virtual user. */
const most = 30;

// No \p{L} here: k6's engine does not have Unicode properties in expressions.
const between = /[\s.,:;!?()[\]{}"'`<>/\\|#*+=_@&%$~^-]+/;

/** @param unlikely a text that no subject has */
export function wordsOf(subjects: readonly string[], unlikely: string): Words {
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    for (const word of new Set(subject.toLowerCase().split(between))) {
      if (word.length >= 3 && word.length <= 30) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const often = byCount.filter(([, count]) => count > 2);
  const frequent = (often.length > 0 ? often : byCount).slice(0, most);
  const chosen = new Set(frequent);
  return {
    frequent: frequent.map(([word]) => word),
    rare: byCount
      .filter((entry) => !chosen.has(entry) && entry[1] <= 2)
      .slice(0, most)
      .map(([word]) => word),
    absent: [1, 2, 3].map((number) => `${unlikely}${number}`),
  };
}
