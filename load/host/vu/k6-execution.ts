/** https://grafana.com/docs/k6/latest/javascript-api/k6-execution/ */
import { only } from '../not-provided.js';
import type { State } from './state.js';

export function executionModule(state: State) {
  return {
    test: only('k6/execution.test', {
      abort: (message = '') => state.end({ type: 'abort', message: String(message) }),
    }),
  };
}
