import { ArgumentError, checkWholeNumber, describeValue, refuseUnknownKeys } from '../../errors';
import type { WorkerLike } from './port';

/** Threads that compute a part of every batch beside the Trainer's own. */
export interface WorkersOptions {
  /**
   * Number of workers. This thread and each worker take an equal part of every batch, so the batch size must be a multiple of
   * `count + 1`, times `packing`.
   */
  readonly count: number;
  /**
   * Starts one, with a script that calls `serveGame` with the same game:
   * `() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`, `Worker` being the browser's, or that
   * of `node:worker_threads`. The Trainer ends it at `dispose`.
   */
  start(): WorkerLike;
}

/** Refuses workers that couldn't be. */
export function checkWorkers(workers: WorkersOptions): void {
  refuseUnknownKeys(workers, ['count', 'start'], 'workers');
  checkWholeNumber('workers.count', workers.count, 1);
  if (typeof workers.start !== 'function') {
    throw new ArgumentError(
      'workers.start',
      `got ${describeValue(workers.start)}; expected a function that gives a new Worker(…).`,
    );
  }
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new ArgumentError(
      'workers',
      'there is no SharedArrayBuffer here; expected a page that is cross-origin isolated: serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, or leave `workers` out.',
    );
  }
}

/** Refuses a backend whose memory threads can't compute in. */
export function checkWorkersBackend(backend: string): asserts backend is 'wasm' | 'cpu' {
  if (backend === 'wasm' || backend === 'cpu') return;
  throw new ArgumentError(
    'workers',
    `got some on the backend '${backend}'; expected backend 'wasm' (or 'cpu'): threads would share one GPU, and gain nothing.`,
  );
}
