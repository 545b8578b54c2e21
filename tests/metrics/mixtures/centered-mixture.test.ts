import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPairMemory } from '../../../src/estimators/parts';
import { fitCenteredMixture, lossesPerDimension } from '../../../src/metrics/mixtures/centered-mixture';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();
afterEach(() => void vi.restoreAllMocks());

function normal(count: number, dimension: number, seed: number) {
  const random = createRandom(seed);
  return {
    values: Float64Array.from({ length: count * dimension }, () => random.normal()),
    count,
    dimension,
  };
}

describe('lossesPerDimension', () => {
  it('is the mean negative log-density of an even mixture, by definition', async () => {
    const [centers, points] = [normal(600, 3, 1), normal(9000, 3, 2)]; // more than one block of points, and tiles of centers
    const logVariances = Float64Array.from({ length: 600 }, (_, center) => Math.sin(center));
    const losses = await lossesPerDimension({ centers, logVariances }, points, pauses);
    for (const point of [0, 1, 8191, 8192, 8999]) {
      let density = 0;
      for (let center = 0; center < 600; center++) {
        const variance = Math.exp(logVariances[center]!);
        let squared = 0;
        for (let axis = 0; axis < 3; axis++)
          squared += (points.values[3 * point + axis]! - centers.values[3 * center + axis]!) ** 2;
        density += Math.exp(-squared / (2 * variance)) / (2 * Math.PI * variance) ** 1.5 / 600;
      }
      expect(Math.abs(losses[point]! + Math.log(density) / 3)).toBeLessThan(1e-13);
    }
  });

  it('has the same bits by the kernel and by plain loops, and so has the fit', async () => {
    // 800² + 2·800·700 + 700² pairs of 64 numbers: enough for the kernel.
    const [centers, points] = [normal(700, 64, 1), normal(800, 64, 2)];
    const both = async () => {
      const mixture = await fitCenteredMixture(centers, points, pauses);
      return { mixture, losses: await lossesPerDimension(mixture, points, pauses) };
    };
    const memory = await openPairMemory([800, 700], 64, 1);
    expect(memory).toBeDefined();
    memory?.close();
    const byKernel = await both();
    const refused = vi.spyOn(WebAssembly, 'Memory').mockImplementation(
      class {
        constructor() {
          throw new RangeError('no memory here');
        }
      } as never,
    );
    expect(await both()).toEqual(byKernel);
    expect(refused).toHaveBeenCalled();
  });
});
