import '@tensorflow/tfjs-backend-cpu';
import {
  estimateDensityRatioByLogisticRegression,
  estimateDensityRatioByUlsif,
  estimateEnergyDistance,
  estimateEntropyByNeighbors,
  estimateJensenShannonByDiscriminator,
  estimateJensenShannonByNeighbors,
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
import { estimateWasserstein1 } from './wasserstein-of-order';

const normal = (count: number, mean: number, seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => mean + random.normal());
};
const points = (list: readonly number[]) => list.map((value) => [value]);
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

describe('samples that repeat', () => {
  const repeated = (seed: number) => {
    const distinct = normal(60, 0, seed);
    return points(Array.from({ length: 600 }, (_, index) => distinct[index % 60]!));
  };

  it('are warned of by the estimators that hold some out, and by permutation tests', async () => {
    const [p, q] = [repeated(1), repeated(2)];
    const discriminator = await estimateJensenShannonByDiscriminator(p, q, { steps: 50 });
    discriminator.details.dispose();
    for (const { warnings } of [
      discriminator,
      await estimateJensenShannonByNeighbors(p, q),
      await estimateEnergyDistance(p, q),
    ])
      expect(warnings.join()).toMatch(/1080 of the 1200 samples are copies of others of their side/);
  });

  it('stay on one side of the split: a discriminator that keeps samples does not meet them again', async () => {
    // Both sides are N(0, 1). With copies on either side of the split the value was near log 2.
    const values: number[] = [];
    for (let seed = 0; seed < 5; seed++)
      values.push(
        (await estimateJensenShannonByNeighbors(repeated(2 * seed), repeated(2 * seed + 1), { seed })).value,
      );
    expect(Math.max(...values)).toBeLessThan(0.3);
  });

  it('may be outcomes that both sides have: those are split as they come', async () => {
    const random = createRandom(5);
    const outcomes = () => Array.from({ length: 400 }, () => [random.integer(5)]);
    const { warnings } = await estimateEnergyDistance(outcomes(), outcomes());
    expect(warnings.join()).not.toMatch(/copies/);
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

describe('samples of p that are samples of q too', () => {
  const shared = /samples of p are samples of q too/;
  const draw = (count: number, seed: number, step = 0) => {
    const random = createRandom(seed);
    const rounded = (value: number) => (step > 0 ? Math.round(value / step) * step : value);
    return Array.from({ length: count }, () => [rounded(random.normal())]);
  };
  const families = [
    ['Gaussians', () => gaussianFamily()],
    ['mixtures', () => gaussianMixtureFamily({ components: 2 })],
    ['kernel densities', () => kernelDensityFamily()],
  ] as const;
  const warningsOf = async (p: number[][], q: number[][], family: unknown = gaussianFamily()) =>
    (await estimateKlByMaximumLikelihood(p, q, { family: family as never })).warnings.join();

  it.each(families)('are told of by %s', async (_, family) => {
    const [p, q] = [draw(60, 1), draw(60, 2)];
    expect(await warningsOf(p, p, family())).toMatch(/^60 of the 60 samples of p are samples of q too/);
    expect(await warningsOf(p, [...p].reverse(), family())).toMatch(shared);
    const half = [...p.slice(0, 30), ...q.slice(30)];
    expect(await warningsOf(p, half, family())).toMatch(/^30 of the 60 samples of p are samples of q too/);
    expect(await warningsOf(p, [...p, ...q], family())).toMatch(shared);
    expect(await warningsOf(p, q, family())).not.toMatch(shared);
  });

  it('also of few, and of rounded ones', async () => {
    expect(await warningsOf(draw(8, 1), draw(8, 1))).toMatch(shared);
    const p = draw(1000, 1, 0.01);
    expect(await warningsOf(p, p)).toMatch(shared);
    expect(await warningsOf(p, [...p.slice(0, 500), ...draw(500, 2, 0.01)])).toMatch(shared);
  });

  it('not of rounded samples that meet by chance', async () => {
    let told = 0;
    for (const step of [1, 0.3, 0.1, 0.03, 0.01, 0.001]) {
      for (const [n, m] of [
        [60, 60],
        [1000, 1000],
        [30, 1000],
        [1000, 30],
      ] as const) {
        for (let seed = 0; seed < 10; seed++) {
          const warnings = await warningsOf(draw(n, 1000 + seed, step), draw(m, 2000 + seed, step));
          if (shared.test(warnings)) told++;
        }
      }
    }
    // Three standard deviations: one in 740 of 240.
    expect(told).toBeLessThanOrEqual(2);
  });
});

describe('density ratios of outcomes that one side repeats', () => {
  it('the divergences carry the warning too', async () => {
    const outcomes = (of: (index: number) => number) =>
      Array.from({ length: 200 }, (_, index) => [of(index)]);
    const [p, q] = [outcomes((index) => index % 4), outcomes((index) => index % 2)];
    const logistic = await estimateDensityRatioByLogisticRegression(p, q, { features: 'linear' });
    const ulsif = await estimateDensityRatioByUlsif(p, q);
    for (const { warnings } of [logistic.kl, logistic.jensenShannon, ulsif.pearson])
      expect(warnings[0]).toMatch(/samples are copies of others of their side/);
  });
});
