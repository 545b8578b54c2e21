import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { describe, expect, it } from 'vitest';

describe('webgl in a real browser', () => {
  it('starts by name, and by auto', async () => {
    for (const name of ['webgl', 'auto'] as const) {
      const backend = await useBackend(name);
      expect(backend.name).toBe('webgl');
      expect(tf.getBackend()).toBe('webgl');
      backend.restore();
    }
  });
});
