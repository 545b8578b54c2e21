import { isNode } from '../process';

/** All that a helper is started with. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address of the pool. */
  readonly pool: number;
  readonly threads: number;
  /** Number of the thread. */
  readonly number: number;
  readonly spins: number;
}

/** Places in the pool, as thread-pool.ts in assembly has them, in words of 32 bits. */
const failedWord = 18;
const unfinishedWord = 32;

/**
 * Script of a helper: it runs the kernels over the same memory, until they are told to stop. As text, so that no bundler needs a setting. A
 * failure is told to the thread that waits, which can't receive messages meanwhile, by the pool itself. Not indented, since a page loads it
 * as it stands.
 */
const script = `
const help = ({ module, memory, pool, threads, number, spins }, tell) => {
try {
const sleep = (word, seen, milliseconds) => void Atomics.wait(new Int32Array(memory.buffer), word >>> 2, seen, milliseconds);
const now = () => performance.now();
const { exports } = new WebAssembly.Instance(module, { env: { memory }, 'thread-pool': { sleep }, 'active-threads': { now } });
exports.setPool(pool, threads, true, spins);
exports.serve(number);
tell('returned');
} catch (error) {
const words = new Int32Array(memory.buffer, pool, 64);
Atomics.store(words, ${failedWord}, 1);
Atomics.store(words, ${unfinishedWord}, 0);
Atomics.notify(words, ${unfinishedWord});
tell(String(error));
}
};
if (typeof WorkerGlobalScope === 'undefined') {
const { parentPort, workerData } = require('node:worker_threads');
help(workerData, (said) => parentPort.postMessage(said));
} else onmessage = ({ data }) => help(data, postMessage);
`;

/**
 * Starts a thread that helps with the kernels.
 *
 * @param onGone - called once it touches the pool no more: it returned, failed, couldn't start, or was ended by somebody else
 * @returns ends it at once, wherever it is
 * @throws what the environment says where it allows no such thread
 */
export function startHelper(start: HelperStart, onGone: (cause: Error) => void): Promise<() => void> {
  return isNode() ? startInNode(start, onGone) : startInPage(start, onGone);
}

/** The part of a thread of Node that is used here. */
interface NodeWorker {
  on(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): void;
  unref(): void;
  terminate(): Promise<number>;
}
interface NodeThreads {
  readonly Worker: new (source: string, options: object) => NodeWorker;
}

async function startInNode(start: HelperStart, onGone: (cause: Error) => void): Promise<() => void> {
  const { Worker } = await importThreads('node:worker_threads');
  // Without the process's own flags: a loader of modules, say, would be started once more.
  const options = { eval: true, workerData: start, execArgv: [], name: `gan-core ${start.number}` };
  const worker = new Worker(script, options);
  let cause = new Error('it was ended');
  worker.on('message', (said) => {
    cause = new Error(String(said));
  });
  worker.on('error', (error) => {
    cause = error as Error;
  });
  worker.on('exit', () => onGone(cause));
  worker.unref();
  return () => void worker.terminate();
}

/** Imports by a variable, so that no bundler for pages looks for it. */
function importThreads(name: string): Promise<NodeThreads> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

async function startInPage(start: HelperStart, onGone: (cause: Error) => void): Promise<() => void> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: `gan-core ${start.number}` });
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  worker.addEventListener('message', ({ data }) => {
    end();
    onGone(new Error(data));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault(); // it is told as our own
    end();
    onGone(new Error(event.message || "the page's Content-Security-Policy has no worker-src blob:"));
  });
  worker.postMessage(start);
  return end;
}
