import { tensor2d } from '@tensorflow/tfjs-core';
import type { Sampler } from 'gan-core/distributions';

/**
 * Noise of which a part is continuous, N(0, 1), and a part discrete, signs of ±1. A continuous generator of continuous
 * noise alone draws threads between modes that lie apart, since what it makes hangs together; a sign lets it jump.
 */
export function normalAndSigns({
  normals,
  signs,
}: {
  readonly normals: number;
  readonly signs: number;
}): Sampler {
  return {
    shape: [normals + signs],
    sample(count, random) {
      const rows = Array.from({ length: count }, () => [
        ...Array.from({ length: normals }, () => random.normal()),
        ...Array.from({ length: signs }, () => (random.next() < 0.5 ? -1 : 1)),
      ]);
      return tensor2d(rows, [count, normals + signs]);
    },
  };
}
