import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { withTimeLimit } from '../../src/backends/with-time-limit';

tf.enableProdMode();

describe('withTimeLimit', () => {
  it('passes results and errors on, and lets the process end', async () => {
    await expect(withTimeLimit(Promise.resolve(1), 1000, () => new Error('late'))).resolves.toBe(1);
    await expect(
      withTimeLimit(Promise.reject(new Error('own')), 1000, () => new Error('late')),
    ).rejects.toThrow('own');
    await expect(withTimeLimit(new Promise(() => {}), 5, () => new Error('late'))).rejects.toThrow('late');
  });
});
