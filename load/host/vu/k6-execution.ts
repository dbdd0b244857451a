/** https://grafana.com/docs/k6/latest/javascript-api/k6-execution/ */
import { only } from '../not-provided.js';
import type { State } from './state.js';

export function executionModule(state: State) {
  const scenario = () => {
    if (!state.job?.scenario) throw new Error('k6/execution: scenario is known in a scenario only.');
    return state.job.scenario;
  };
  return {
    scenario: getters('k6/execution.scenario', {
      name: () => scenario().name,
      executor: () => scenario().executor,
      startTime: () => scenario().startTime,
      iterationInInstance: () => scenario().iterationInTest,
      iterationInTest: () => scenario().iterationInTest,
    }),
    vu: getters('k6/execution.vu', {
      idInInstance: () => state.data.vu,
      idInTest: () => state.data.vu,
      iterationInInstance: () => state.iterationInInstance,
      iterationInScenario: () => scenario().iterationInScenario,
    }),
    test: only('k6/execution.test', {
      abort: (message = '') => state.end({ type: 'abort', message: String(message) }),
    }),
  };
}

function getters(name: string, members: Record<string, () => unknown>): object {
  const object = only(name, {});
  for (const [member, get] of Object.entries(members)) Object.defineProperty(object, member, { get, enumerable: true });
  return object;
}
