import { mean, moments, sqrt, type Tensor, tensor, tidy, tile, zeros } from '@tensorflow/tfjs-core';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { classes, labelTensor } from '../../../examples/data/digit-tensors';
import { digitSize } from '../../../examples/data/digits';
import { digitDiscriminator } from '../../../examples/networks/digit-discriminator';
import { digitGenerator } from '../../../examples/networks/digit-generator';
import { onCpu } from '../../support/on-cpu';

onCpu();

/** The mean, over the pixels, of their standard deviations. */
const spread = (pictures: Tensor) => mean(sqrt(moments(pictures, 0).variance)).dataSync()[0]!;

describe('the networks of digits', () => {
  const labels = Array.from({ length: 20 }, (_, index) => index % classes);

  it('draw by noise and by label, and by the noise more: else each digit would get one handwriting', () => {
    const generator = digitGenerator(32, [8, 4]);
    tidy(() => {
      const noise = normalLatent(32).sample(labels.length, createRandom(1));
      const sevens = labelTensor(labels.map(() => 7));
      const byNoise = spread(generator.predict([noise, sevens]) as Tensor);
      const byLabel = spread(generator.predict([zeros(noise.shape), labelTensor(labels)]) as Tensor);
      expect(byLabel).toBeGreaterThan(1e-4);
      expect(byNoise).toBeGreaterThan(2 * byLabel);
    });
    generator.dispose();
  });

  it('judge a picture otherwise under each label, and mark labels by what does not learn', () => {
    const discriminator = digitDiscriminator({ filters: [4], units: 8, dropout: 0 });
    tidy(() => {
      const ink = Float32Array.from({ length: digitSize ** 2 }, (_, pixel) => Math.sin(pixel));
      const picture = tile(tensor(ink, [1, digitSize, digitSize, 1]), [classes, 1, 1, 1]);
      const digits = labelTensor([...Array(classes).keys()]);
      const logits = (discriminator.predict([picture, digits]) as Tensor).dataSync();
      expect(new Set(logits).size).toBe(classes);
    });
    expect(discriminator.trainableWeights.some(({ name }) => /embedding/.test(name))).toBe(false);
    discriminator.dispose();
  });
});
