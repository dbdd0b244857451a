/** The host's side of a virtual user: its thread, its connection, and one job at a time. */
import { Worker } from 'node:worker_threads';
import type { Sample } from './metrics/registry.js';
import type { FromHost, FromThread, Job, ThreadData } from './vu/protocol.js';
import { Wire } from './wire.js';

export type Ready = Extract<FromThread, { type: 'ready' }>;
export type Done = Extract<FromThread, { type: 'done' }>;

/** What the threads tell the run. */
export interface Listener {
  sample(sample: Sample): void;
  log(level: string, text: string): void;
  aborted(message: string): void;
  broken(message: string): void;
}

export class UserThread {
  readonly #wire = new Wire();
  readonly #worker: Worker;
  readonly #signal: Int32Array;
  readonly ready: Promise<Ready | undefined>;
  #finish: (done: Done | undefined) => void = () => {};
  #gone = false;

  constructor(program: string, data: Omit<ThreadData, 'signal'>, listener: Listener) {
    const signal = new SharedArrayBuffer(4);
    this.#signal = new Int32Array(signal);
    this.#worker = new Worker(program, { eval: true, workerData: { ...data, signal }, execArgv: [], env: {} });
    let ready: (message: Ready | undefined) => void = () => {};
    this.ready = new Promise((resolve) => {
      ready = resolve;
    });
    this.#worker.on('message', (message: FromThread) => {
      // Messages of a thread that was ended are ignored: its iteration does not count.
      if (this.#gone && message.type !== 'samples') return;
      switch (message.type) {
        case 'ready':
          return ready(message);
        case 'samples':
          return message.samples.forEach((sample) => {
            listener.sample(sample);
          });
        case 'request':
          return void this.#answer(message.request);
        case 'log':
          return listener.log(message.level, message.text);
        case 'done':
          return this.#finish(message);
        // The thread blocks from now on, so its job ends here.
        case 'abort':
          listener.aborted(message.message);
          return this.#finish(undefined);
        case 'broken':
          listener.broken(message.message);
          return this.#finish(undefined);
      }
    });
    this.#worker.on('error', (error) => listener.broken(error.message));
    this.#worker.on('exit', () => {
      ready(undefined);
      this.#finish(undefined);
    });
  }

  async #answer(request: Parameters<Wire['send']>[0]): Promise<void> {
    const reply = await this.#wire.send(request);
    if (this.#gone) return;
    const transfer = reply.body.byteLength > 0 && ownBuffer(reply.body) ? [reply.body.buffer as ArrayBuffer] : [];
    this.#worker.postMessage(reply, transfer);
    Atomics.add(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }

  tell(message: FromHost): void {
    this.#worker.postMessage(message);
  }

  /** @returns `undefined` when the job was interrupted */
  run(job: Job): Promise<Done | undefined> {
    if (this.#gone) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#finish = resolve;
      this.tell({ type: 'run', job });
    });
  }

  /** Ends the thread at once, also in the middle of a request. */
  async end(): Promise<void> {
    if (this.#gone) return;
    this.#gone = true;
    this.#finish(undefined);
    await Promise.all([this.#worker.terminate(), this.#wire.close()]);
  }
}

/** Whether a view uses the whole buffer, so that the buffer can be transferred. */
const ownBuffer = ({ buffer, byteLength }: Uint8Array) => buffer.byteLength === byteLength;
