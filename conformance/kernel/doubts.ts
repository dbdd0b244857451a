/** Texts that were read from numbers or booleans: a check that fails by one of them proves nothing. */
import type { FieldFault } from '../invariants/read-field.js';
import { type Breach, Untestable } from './outcome.js';
import { show } from './show.js';

export class Doubts {
  readonly #shown = new Map<string, FieldFault>();

  /** @param values what the field can only mean */
  add(fault: FieldFault, values: readonly unknown[]): void {
    if (!['number', 'boolean'].includes(typeof fault.actual)) return;
    for (const value of values) if (typeof value === 'string') this.#shown.set(show(value), fault);
  }

  /** The reason to doubt a breach; nothing where a text of digits was expected, which a number shows well enough. */
  of({ expected, actual }: Breach): Untestable | undefined {
    if ([expected, actual].every((text) => /^"?(\d+|true|false)"?$/.test(text))) return undefined;
    for (const [text, { requirement, pointer, actual: came }] of this.#shown) {
      if (!expected.includes(text) && !actual.includes(text)) continue;
      return new Untestable(requirement, `Needed ${requirement}, but ${pointer} was ${show(came)}`);
    }
    return undefined;
  }
}
