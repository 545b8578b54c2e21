import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { perceptron } from '../support/networks';

const ring = gaussianRing();

afterEach(() => vi.restoreAllMocks());

describe('another backend set between two runs', () => {
  it('is put back to the one that was asked for', async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: perceptron(2, [8], 1),
      latent: normalLatent(4),
      backend: 'cpu',
    });
    await trainer.fit(ring, { steps: 1 });
    await tf.setBackend('wasm');
    await trainer.fit(ring, { steps: 1 });
    expect(tf.getBackend()).toBe('cpu');
    trainer.dispose();
  });
});
