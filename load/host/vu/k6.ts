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
          // A condition that throws has failed, and the script gets the error.
          record(state, 'checks', passed ? 1 : 0, { check: name }, tags);
        }
        all &&= passed;
      }
      return all;
    },

    sleep(seconds: number): void {
      state.sleep(seconds);
    },
  };
}
