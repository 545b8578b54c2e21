import * as tf from '@tensorflow/tfjs-core';
import { totalVariationFDivergence } from 'gan-core/losses';
import { expect, it } from 'vitest';
import { bestCriticValues } from '../../../src/estimators/critics/best-critic-values';
import { createPauses } from '../../../src/scheduling';
import { describeOnBackends } from '../../support/backends';
import { exact } from './f-divergences-of-gaussians';

describeOnBackends('bestCriticValues', () => {
  it.each(exact.map(([divergence]) => divergence))('solves g(v) = f′(p/q) for $name', async (divergence) => {
    const logRatios = Float64Array.of(-3, -1, -0.1, 0, 0.2, 1, 3);
    const v = await bestCriticValues(divergence, logRatios, createPauses());
    const t = tf.tidy(() => divergence.outputActivation(tf.tensor1d(Float32Array.from(v))).dataSync());
    for (const [i, logRatio] of logRatios.entries()) {
      const target = divergence.derivative(Math.exp(logRatio));
      expect(Math.abs(t[i]! - target)).toBeLessThan(2e-6 * (1 + Math.abs(target)));
    }
  });
  it('takes the v nearest to 0 where g is flat', async () => {
    const v = await bestCriticValues(totalVariationFDivergence, Float64Array.of(-5, 5), createPauses());
    // ½ tanh v is ±½ in float32 from about 9 on.
    for (const value of v) expect(Math.abs(value)).toBeLessThan(12);
  });
});
