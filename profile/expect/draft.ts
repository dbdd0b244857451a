/** An overlay in the making, and the contract as it is with the actions so far. */
import { isDeepStrictEqual } from 'node:util';
import type { ContractDocument } from '../../contract/document.js';
import { type Action, applyOverlay, merged, nodeAt, normalizedPath, type Path } from './overlay.js';

export class Draft {
  readonly actions: Action[] = [];
  /** What the next actions are for: requirement IDs, and a sentence. */
  reason = '';
  #document: ContractDocument;

  constructor(document: ContractDocument) {
    this.#document = structuredClone(document);
  }

  get document(): ContractDocument {
    return this.#document;
  }

  /** What is there now; nothing where there is no such place. */
  at<T = unknown>(path: Path): T | undefined {
    return nodeAt(this.#document, path) as T | undefined;
  }

  /** @param path to an object */
  merge(path: Path, update: object): void {
    if (!isDeepStrictEqual(merged(this.at(path), update), this.at(path))) this.#add(path, { update });
  }

  /** @param path to an object or an array */
  remove(path: Path): void {
    this.#add(path, { remove: true });
  }

  /** Another value in the place of an object or array; it stays where it is in its parent if an update can do that. */
  replace(path: Path, value: unknown): void {
    const old = this.at(path);
    const isMerged = isDeepStrictEqual(merged(old, value), value);
    if (!isMerged && old !== null && typeof old === 'object') this.remove(path);
    this.merge(path.slice(0, -1), { [path.at(-1) ?? '']: value });
  }

  #add(path: Path, change: Pick<Action, 'update' | 'remove'>): void {
    const action: Action = { target: normalizedPath(path), description: this.reason, ...change };
    this.#document = applyOverlay(this.#document, { actions: [action] });
    this.actions.push(action);
  }
}
