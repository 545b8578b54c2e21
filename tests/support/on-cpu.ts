import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';

/** Runs the tests of a file, or of a suite, on cpu. */
export function onCpu(): void {
  tf.enableProdMode();
  beforeAll(() => tf.setBackend('cpu'));
}
