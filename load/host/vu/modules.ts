import { only } from '../not-provided.js';
import { checkModule } from './k6.js';
import { dataModule } from './k6-data.js';
import { executionModule } from './k6-execution.js';
import { httpModule } from './k6-http.js';
import { metricsModule } from './k6-metrics.js';
import type { providedModules } from './provided-modules.js';
import type { State } from './state.js';

/** k6's modules for one virtual user, by the name that they are imported by. */
export function modulesFor(state: State): Record<string, object> {
  const modules: Record<(typeof providedModules)[number], object> = {
    k6: only('k6', checkModule(state)),
    'k6/data': only('k6/data', dataModule(state)),
    'k6/execution': only('k6/execution', executionModule(state)),
    'k6/http': only('k6/http', httpModule(state)),
    'k6/metrics': only('k6/metrics', metricsModule(state)),
  };
  return modules;
}
