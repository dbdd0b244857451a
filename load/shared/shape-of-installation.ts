/** Set-up's look at the shape of an installation's answers. */
import type { Endpoint } from './contract.ts';
import { observedShape } from './observed-shape.ts';
import type { Settings } from './settings.ts';
import type { Schema } from './shape.ts';

const mostDifferences = 6;

/** Where a shape keeps how it differs from the contract: set-up's data reach the summary of a run. */
const differencesMark = 'x-differences';

/** How the installation's answers differ from the contract, from what set-up returned. */
export function differencesIn(setupData: unknown): string[] {
  const { shape } = (setupData ?? {}) as { shape?: Record<string, unknown> };
  return (shape?.[differencesMark] ?? []) as string[];
}

/**
 * The shape that counts as right from now on: the contract's where the setting `strict` is on, and otherwise the
 * installation's own. Says in one line how that differs from the contract.
 *
 * @param answers parsed answers of the installation
 */
export function shapeOf(
  { id, schema }: Endpoint,
  answers: readonly unknown[],
  { strict }: Settings,
): Schema | undefined {
  if (strict || schema === undefined) return schema;
  const observed = observedShape(schema, answers);
  const { differences } = observed;
  if (differences.length > 0) {
    const more = differences.length - mostDifferences;
    const list = differences.slice(0, mostDifferences).join('; ') + (more > 0 ? `; and ${more} more` : '');
    console.warn(`${id} differs from the contract here: ${list}. Answers of this shape count as right (see --strict).`);
  }
  return differences.length > 0 ? { ...observed.schema, [differencesMark]: differences } : observed.schema;
}
