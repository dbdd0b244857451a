/** https://grafana.com/docs/k6/latest/javascript-api/k6-data/sharedarray/ */
import type { SharedItems } from './protocol.js';
import type { State } from './state.js';

export function dataModule(state: State) {
  /** Calls the function once in the whole run; all threads then read the same memory. */
  function SharedArray(name: string, make: () => unknown[]): unknown[] {
    if (!state.init) throw new Error('A SharedArray can be made in the init context only.');
    let items = state.data.shared[name] ?? state.shared[name];
    if (!items) {
      const made = make();
      if (!Array.isArray(made)) throw new Error('The function of a SharedArray must return an array.');
      items = pack(made);
    }
    state.shared[name] = items;
    return view(items);
  }
  return { SharedArray };
}

function pack(list: readonly unknown[]): SharedItems {
  const texts = list.map((item) => Buffer.from(JSON.stringify(item)));
  const ends: number[] = [];
  for (const { length } of texts) ends.push((ends.at(-1) ?? 0) + length);
  const bytes = new SharedArrayBuffer(ends.at(-1) ?? 0);
  const target = Buffer.from(bytes);
  for (const [index, text] of texts.entries()) text.copy(target, ends[index - 1] ?? 0);
  return { bytes, ends };
}

/** An array that makes a frozen copy of an item each time it is read, as k6's does. */
function view({ bytes, ends }: SharedItems): unknown[] {
  const buffer = Buffer.from(bytes);
  const item = (index: number) =>
    index in ends ? frozen(JSON.parse(buffer.toString('utf8', ends[index - 1] ?? 0, ends[index]))) : undefined;
  const refuse = () => {
    throw new TypeError('A SharedArray cannot be changed.');
  };
  return new Proxy([] as unknown[], {
    get(target, member, receiver) {
      if (member === 'length') return ends.length;
      if (typeof member === 'string' && /^\d+$/.test(member)) return item(Number(member));
      return Reflect.get(target, member, receiver);
    },
    has: (target, member) => (typeof member === 'string' && member in ends) || member in target,
    set: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
  });
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object')
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}
