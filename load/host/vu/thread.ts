/**
 * A virtual user: a thread with its own copy of the script, in a context that has what k6 has and not what Node has.
 * k6's calls are synchronous, so the thread blocks while the host sends its request.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inspect } from 'node:util';
import { createContext, Script } from 'node:vm';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { NotProvided, only } from '../not-provided.js';
import { modulesFor } from './modules.js';
import type { FromHost, FromThread, HttpReply, Job, ThreadData } from './protocol.js';
import { record, type State } from './state.js';

const port = parentPort;
if (!port) throw new Error('A virtual user is a thread of the host.');
const data = workerData as ThreadData;
const signal = new Int32Array(data.signal);
// Nobody ever notifies it: waiting on it is sleeping.
const still = new Int32Array(new SharedArrayBuffer(4));

const tell = (message: FromThread) => port.postMessage(message);

function flush(): void {
  if (state.samples.length > 0) tell({ type: 'samples', samples: state.samples });
  state.samples = [];
}

const state: State = {
  data,
  systemTags: data.systemTags ?? [],
  init: true,
  job: undefined,
  metrics: [],
  shared: {},
  samples: [],
  send(request) {
    flush();
    const before = Atomics.load(signal, 0);
    tell({ type: 'request', request });
    Atomics.wait(signal, 0, before);
    return receiveMessageOnPort(port)?.message as HttpReply;
  },
  sleep(seconds) {
    flush();
    Atomics.wait(still, 0, 0, seconds * 1000);
  },
  end(message) {
    flush();
    tell(message);
    for (;;) Atomics.wait(still, 0, 0);
  },
};

const logged = (level: string) =>
  [level, (...values: unknown[]) => tell({ type: 'log', level, text: values.map(shown).join(' ') })] as const;
const shown = (value: unknown) => (typeof value === 'string' ? value : inspect(value));

/** https://grafana.com/docs/k6/latest/javascript-api/init-context/open/ */
function open(path: string, mode?: string): string {
  if (!state.init) throw new Error('open() can be called in the init context only.');
  if (mode !== undefined) throw new NotProvided(`open() with the mode ${mode}`);
  return readFileSync(resolve(dirname(data.file), path), 'utf8');
}

const globals: Record<string, unknown> = {
  __ENV: { ...data.env },
  open,
  console: Object.fromEntries(['log', 'info', 'warn', 'error', 'debug'].map(logged)),
};
for (const name of ['__VU', '__ITER']) {
  Object.defineProperty(globals, name, {
    get() {
      throw new NotProvided(name);
    },
  });
}
const context = createContext(globals);

type Exports = Record<string, unknown>;

function evaluate(): Exports {
  const modules = modulesFor(state);
  const module = { exports: {} as Exports };
  const wrapped = new Script(`(function (require, module, exports) {${data.code}\n})`, { filename: data.file });
  wrapped.runInContext(context)((name: string) => modules[name], module, module.exports);
  return module.exports;
}

/** Ends the run when the script used what this host does not have, even if it caught the error. */
function stopAtMissing(): void {
  if (NotProvided.latest) state.end({ type: 'broken', message: NotProvided.latest.message });
}

// An error of the script comes from another context, so it is no instance of this one's Error.
const textOf = (error: unknown) => String((error as Error | undefined)?.message ?? error);

async function run(exported: Exports, job: Job): Promise<void> {
  const { exec, argument, scenario } = job;
  state.job = job;
  let result: unknown;
  let error: string | undefined;
  try {
    const run = exported[exec] as (data?: unknown) => unknown;
    const data = argument === undefined ? undefined : JSON.parse(argument);
    result = await run(exec === 'handleSummary' ? only('the data of handleSummary', data) : data);
  } catch (thrown) {
    error = textOf(thrown);
  }
  stopAtMissing();
  if (scenario !== undefined) record(state, 'iterations', 1, {});
  flush();
  tell({ type: 'done', result: result === undefined ? undefined : JSON.stringify(result), error });
}

let exported: Exports = {};
try {
  exported = evaluate();
} catch (error) {
  state.end({ type: 'broken', message: textOf(error) });
}
state.init = false;
tell({
  type: 'ready',
  options: JSON.parse(JSON.stringify(exported['options'] ?? {})),
  exported: Object.keys(exported).filter((name) => typeof exported[name] === 'function'),
  metrics: state.metrics,
  shared: state.shared,
});
port.on('message', (message: FromHost) => {
  if (message.type === 'system tags') state.systemTags = message.systemTags;
  else void run(exported, message.job);
});
