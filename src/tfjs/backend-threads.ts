import { getBackend } from '@tensorflow/tfjs-core';
import { processWide } from '../process';

/** Counts threads, by tfjs's name of the backend, over all copies of gan-core. */
const counts = () => processWide('thread-counts', () => new Map<string, () => number>());

/**
 * Lets `backendThreads` count a backend's threads.
 *
 * @returns the way back
 */
export function countThreads(tfjsName: string, count: () => number): () => void {
  counts().set(tfjsName, count);
  return () => void counts().delete(tfjsName);
}

/** Threads that compute on the running backend by now; null where nothing counts them. */
export function backendThreads(): number | null {
  return counts().get(getBackend() ?? '')?.() ?? null;
}
