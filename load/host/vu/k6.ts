/** https://grafana.com/docs/k6/latest/javascript-api/k6/ */
import type { Tags } from '../metrics/registry.js';
import { record, type State } from './state.js';

export function checkModule(state: State) {
  return {
    check(value: unknown, sets: Record<string, unknown>, tags: Tags = {}): boolean {
      let all = true;
      for (const [name, condition] of Object.entries(sets)) {
        let passed = false;
        try {
          passed = Boolean(typeof condition === 'function' ? condition(value) : condition);
        } finally {
          // A condition that throws has failed, and its error goes on to the script.
          record(state, 'checks', passed ? 1 : 0, { check: name }, tags);
        }
        all &&= passed;
      }
      return all;
    },

    group<T>(name: string, body: () => T): T {
      if (name.includes('::')) throw new Error('The name of a group must not have "::" in it.');
      const outer = state.group;
      state.group = `${outer}::${name}`;
      const begin = performance.now();
      try {
        return body();
      } finally {
        record(state, 'group_duration', performance.now() - begin, {});
        state.group = outer;
      }
    },

    sleep(seconds: number): void {
      state.sleep(seconds);
    },

    fail(message = ''): never {
      throw new Error(message);
    },
  };
}
