import '@tensorflow/tfjs-backend-cpu';
import {
  estimateEnergyDistance,
  estimateEntropyByNeighbors,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbors,
  gaussianFamily,
  gaussianMixtureFamily,
  heldOutLogLikelihood,
  kernelDensityFamily,
  maximumLikelihood,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random';
import { normal, points } from './one-dimensional-samples';
import { estimateWasserstein1 } from './wasserstein-of-order';

const twice = <T>(list: readonly T[]) => [...list, ...list];
const [x, y] = [normal(2000, 0, 1), normal(2000, 0.5, 2)];

describe('estimateKlByNeighbors', () => {
  it.each<[string, (value: number) => number[]]>([
    ['a constant coordinate', (value) => [value, 3]],
    ['a coordinate twice', (value) => [value, 2 * value]],
    ['nine constant coordinates', (value) => [value, ...new Array<number>(9).fill(0)]],
    ['one that is constant in float64 but for rounding', (value) => [0.1, value]],
  ])('is what the others say, beside %s: it tells nothing', async (_, row) => {
    const plain = await estimateKlByNeighbors(points(x), points(y));
    const more = await estimateKlByNeighbors(x.map(row), y.map(row));
    expect(more.value).toBe(plain.value);
    expect(more.interval).toEqual(plain.interval);
    expect(more.warnings.join()).toMatch(/left out: constant or a linear combination/);
  });

  it('refuses a side that is flat where the other one is not', async () => {
    const flat = x.map((value) => [value, 3]);
    const full = y.map((value, index) => [value, x[index]!]);
    await expect(estimateKlByNeighbors(flat, full)).rejects.toThrow(/^p: coordinate 1 is constant/);
    await expect(estimateKlByNeighbors(full, flat)).rejects.toThrow(/^q: coordinate 1 is constant/);
  });

  // On a line P has a mass that a density of the plane has not: KL is infinite, W₁ at least the distance of the means, 1.
  it('sends on to a distance that is finite where KL is infinite', async () => {
    const flat = x.slice(0, 300).map((value) => [value, 1]);
    const full = y.slice(0, 300).map((value, index) => [value, x[index + 300]!]);
    await expect(estimateKlByNeighbors(flat, full)).rejects.toThrow(
      /KL\(p‖q\) is infinite.*estimateWasserstein or estimateEnergyDistance.*only if it doesn't matter\.$/,
    );
    expect((await estimateWasserstein1(flat, full)).interval[1]).toBeGreaterThan(1);
    const { permutationTest } = (await estimateEnergyDistance(flat, full)).details;
    expect(permutationTest?.pValue).toBeLessThan(0.01);
  });

  it('says that the first coordinate is constant: there are none before it', async () => {
    const flat = x.map((value) => [3, value]);
    const full = y.map((value, index) => [value, x[index]!]);
    await expect(estimateKlByNeighbors(flat, full)).rejects.toThrow(/^p: coordinate 0 is constant,/);
    const family = gaussianFamily();
    await expect(maximumLikelihood(flat, family)).rejects.toThrow(/^samples: coordinate 0 is constant;/);
    await expect(maximumLikelihood(flat, kernelDensityFamily())).rejects.toThrow(
      /^samples: coordinate 0 is constant;/,
    );
    const entropy = await estimateEntropyByNeighbors(flat);
    expect(entropy.value).toBe(-Infinity);
    expect(entropy.warnings.join()).toMatch(/^Coordinate 0 is constant: the samples/);
  });

  it('blames neither where both are one point: KL is 0 or infinite by where they are', async () => {
    const point = x.map(() => [1, 2]);
    await expect(estimateKlByNeighbors(point, point)).rejects.toThrow(
      /^p: all samples of p and of q are one point/,
    );
  });

  it('warns of samples on a curve, not of those that fill the plane', async () => {
    const curve = (value: number) => [value, value * value];
    const bent = await estimateKlByNeighbors(x.map(curve), y.map(curve));
    expect(bent.warnings.join()).toMatch(/seem to lie on about [01]\.\d dimensions, not on the 2/);
    const random = createRandom(3);
    for (const dimension of [2, 3, 5, 8, 10]) {
      const cloud = () =>
        Array.from({ length: 500 }, () => Array.from({ length: dimension }, () => random.normal()));
      expect((await estimateKlByNeighbors(cloud(), cloud())).warnings.join()).not.toMatch(/seem to lie/);
    }
  });

  it('counts copies once, and says so', async () => {
    const plain = await estimateKlByNeighbors(points(x), points(y));
    const doubled = await estimateKlByNeighbors(points(twice(x)), points(twice(y)));
    expect(doubled.value).toBe(plain.value);
    expect(doubled.warnings.join()).toMatch(/2000 of p's 4000 samples are copies .* left out/);
    expect(doubled.warnings.join()).toMatch(/2000 of q's 4000 samples are copies/);
  });

  it('says so where samples of p are samples of q too', async () => {
    const { warnings } = await estimateKlByNeighbors(points(x), points([...x.slice(0, 100), ...y]));
    expect(warnings.join()).toMatch(/100 samples of p are samples of q too/);
  });
});

describe('estimateEntropyByNeighbors', () => {
  // ½ log(2πe) = 1.4189385332046727.
  it('counts copies once: of samples that each come twice, and of a bootstrap resample', async () => {
    const random = createRandom(4);
    const resample = x.map(() => x[random.integer(x.length)]!);
    for (const list of [twice(x), resample]) {
      const { interval, warnings } = await estimateEntropyByNeighbors(points(list));
      expect(interval[0]).toBeLessThan(1.4189385332046727);
      expect(interval[1]).toBeGreaterThan(1.4189385332046727);
      expect(warnings.join()).toMatch(/copies of others, and were left out/);
    }
  });

  it.each([
    ['float64', (value: number) => value],
    ['float32', Math.fround],
  ])('is −∞ where a coordinate is the difference of two, but for rounding: %s', async (_, rounded) => {
    const flat = x.map((value, index) => {
      const [first, second] = [rounded(value), rounded(3 * y[index]!)];
      return [first, second, rounded(first - second)];
    });
    expect((await estimateEntropyByNeighbors(flat)).value).toBe(-Infinity);
  });

  it('is −∞ where a coordinate is constant or another one twice', async () => {
    for (const [i, row] of [(v: number) => [v, 3], (v: number) => [v, -2 * v]].entries()) {
      const { value, warnings } = await estimateEntropyByNeighbors(x.map(row));
      expect(value).toBe(-Infinity);
      expect(warnings.join()).toMatch(
        i === 0 ? /^Coordinate 1 is constant:/ : /^Coordinate 1 is constant or a linear combination/,
      );
    }
  });

  it('warns of rounded samples, which it does not thin out', async () => {
    const rounded = x.map((value) => [Math.round(value * 100) / 100]);
    const { warnings, sampleSizes } = await estimateEntropyByNeighbors(rounded);
    expect(warnings.join()).toMatch(/they seem to be rounded/);
    expect(sampleSizes.p).toBe(2000);
  });
});

describe('densities of samples under which none is the best', () => {
  const rounded = (seed: number, shift: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 300 }, () => [
      Math.round(random.normal() + shift),
      Math.round(random.normal()),
    ]);
  };
  const repeat = /^Many samples( of p| of q)? are copies of others/;
  it.each([
    ['mixtures', () => gaussianMixtureFamily({ components: 2 })],
    ['kernel densities', () => kernelDensityFamily()],
  ])('%s of rounded samples: a warning, once, and in the divergence too', async (_, family) => {
    // Held-out copies are learnt from: a mixture read 1.30 nats between N(0, I) and N(½, I) rounded, which are 0.13 apart.
    const { warnings } = await heldOutLogLikelihood(rounded(1, 0), family() as never);
    expect(warnings.filter((warning) => repeat.test(warning))).toHaveLength(1);
    const kl = await estimateKlByMaximumLikelihood(rounded(1, 0), rounded(2, 0.5), {
      family: family() as never,
    });
    expect(kl.warnings.filter((warning) => repeat.test(warning))).toHaveLength(2);
  });

  it('mixtures of samples that lie on a plane', async () => {
    const random = createRandom(3);
    const flat = Array.from({ length: 200 }, () => {
      const [x, y] = [random.normal(), random.normal()];
      return [x, y, x - y];
    });
    const fit = await maximumLikelihood(flat, gaussianMixtureFamily({ components: 1 }));
    expect(fit.warnings[0]).toMatch(/^Coordinate 2 of the samples is a linear combination/);
  });

  it('no word for samples of a density', async () => {
    const random = createRandom(4);
    const points = Array.from({ length: 200 }, () => [random.normal(), random.normal()]);
    const fit = await maximumLikelihood(points, gaussianMixtureFamily({ components: 1 }));
    expect(fit.warnings).toEqual([]);
  });
});
