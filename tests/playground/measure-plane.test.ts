import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { planeData } from '../../playground/src/game/plane-data';
import { bestDiscriminator } from '../../playground/src/measuring/best-discriminator';
import { measurePlane } from '../../playground/src/measuring/measure-plane';
import { extent } from '../../playground/src/settings/extent';
import { defaultSettings } from '../../playground/src/settings/plane-settings';
import { onCpu } from './on-cpu';

onCpu();

const ring = { ...defaultSettings, spread: 0.05 };

async function drawn(settings: typeof ring, count: number) {
  const points = planeData(settings).sample(count, createRandom(7));
  const values = (await points.data()) as Float32Array;
  points.dispose();
  return values;
}

describe('a measurement', () => {
  it('of the data themselves is near 0, and all modes are reached', async () => {
    const measured = await measurePlane({ settings: ring, step: 3, samples: await drawn(ring, 2 ** 15) });
    expect(Math.abs(measured.exact)).toBeLessThan(0.01);
    expect(measured.measured!.interval[0]).toBeLessThanOrEqual(measured.exact + 0.01);
    expect(measured).toMatchObject({ step: 3, modes: 8, modesInAll: 8 });
    // Three σ of a plane's Gaussian hold 1 − exp(−4.5) = 98.9 %; the standard error of 2,000 is 0.23 %.
    expect(Math.abs(measured.highQualityShare - (1 - Math.exp(-4.5)))).toBeLessThan(0.01);
  });

  it('of points that share nothing with the data is log 2', async () => {
    const away = (await drawn(ring, 2 ** 15)).map((value) => value + 40);
    const measured = await measurePlane({ settings: ring, step: 0, samples: away });
    expect(measured.exact).toBeCloseTo(Math.LN2, 2);
    expect(measured.measured!.interval[1]).toBeGreaterThan(Math.LN2 - 0.01);
    expect(measured.modes).toBe(0);
  });

  it('of a narrow and of a wide generator is what a finer integral says', async () => {
    // By a radial integral over one mode (scipy.integrate.quad): the modes lie 12 σ and more apart.
    for (const [sigma, truth] of [
      [0.02, 0.0712454384778179],
      [0.06, 0.1733153509066061],
    ] as const) {
      const samples = await drawn({ ...ring, spread: sigma }, 2 ** 17);
      const { exact } = await measurePlane({ settings: { ...ring, spread: 0.03 }, step: 0, samples });
      expect(Math.abs(exact - truth)).toBeLessThan(0.01);
    }
  });

  it('of a generator that collapsed to a point is still counted, without what neighbors could say', async () => {
    const samples = new Float32Array(2 ** 16).map((_, index) => (index % 2 === 0 ? 1 : 0));
    const { exact, measured, modes } = await measurePlane({ settings: ring, step: 0, samples });
    expect(measured).toBeNull();
    expect(exact).toBeGreaterThan(0.6);
    expect(modes).toBe(1);
  });

  it('of half of the modes is the closed form of that', async () => {
    // P_G on one of two Gaussians far apart: JS = ½ log 2 + … of p = (½, ½), q = (1, 0).
    const settings = { ...ring, data: 'pair' as const };
    const one = planeData({ data: 'own', spread: 0.05, points: [[-0.6, 0]] }).sample(
      2 ** 15,
      createRandom(3),
    );
    const samples = (await one.data()) as Float32Array;
    one.dispose();
    const { exact } = await measurePlane({ settings, step: 0, samples });
    const half = (p: number, q: number) => (p > 0 ? (p / 2) * Math.log((2 * p) / (p + q)) : 0);
    const truth = half(0.5, 1) + half(1, 0.5) + half(0.5, 0);
    expect(Math.abs(exact - truth)).toBeLessThan(0.01);
  });
});

describe('D*', () => {
  it('is what the two densities say, in the middle between two Gaussians and at each', async () => {
    const side = 65; // its points lie at multiples of extent/32
    const data = planeData({ data: 'own', spread: 0.2, points: [[-0.4, 0]] });
    const other = planeData({ data: 'own', spread: 0.2, points: [[0.4, 0]] }).sample(
      200_000,
      createRandom(1),
    );
    const d = bestDiscriminator(data, (await other.data()) as Float32Array, side);
    other.dispose();
    const cell = (2 * extent) / (side - 1);
    const variance = 0.2 ** 2 + cell ** 2; // both are seen through a blur of a cell
    const row = (side - 1) / 2;
    for (const column of [24, 28, 32, 36, 40]) {
      const x = -extent + column * cell;
      // log p/q of equal Gaussians at ∓0.4 is −2·0.4·x/σ².
      const truth = 1 / (1 + Math.exp((2 * 0.4 * x) / variance));
      expect(d[row * side + column]).toBeCloseTo(truth, 1.7);
    }
  });

  it('is what log densities say wherever either is above e⁻²⁰ of the largest, and fades smoothly to ½ beyond', () => {
    const side = 48;
    const data = planeData({
      data: 'own',
      spread: 0.03,
      points: [
        [-0.5, 0.1],
        [0.2, 0.6],
      ],
    });
    const samples = Float32Array.of(0.5, -0.1, 0.45, 0, -0.1, -0.7);
    const d = bestDiscriminator(data, samples, side);
    const cell = (2 * extent) / (side - 1);
    const generated = [0, 2, 4].map((at) => [samples[at]!, samples[at + 1]!]);
    const logs = Array.from(d, (_, index) => {
      const x = -extent + (index % side) * cell;
      const y = -extent + Math.floor(index / side) * cell;
      return [
        logDensity([x, y], data.centers, 0.03 ** 2 + cell ** 2),
        logDensity([x, y], generated, cell ** 2),
      ] as const;
    });
    const largest = Math.max(...logs.flat());
    const beyond = logs.map(([p, q]) => largest - Math.max(p, q));
    expect(beyond.filter((below) => below < 20).length).toBeGreaterThan(400);
    for (const [index, [p, q]] of logs.entries()) {
      const truth = 1 / (1 + Math.exp(q - p));
      if (beyond[index]! <= 20) expect(d[index]).toBeCloseTo(truth, 6);
      else if (beyond[index]! >= 40) expect(d[index]).toBe(0.5);
      else expect(Math.abs(d[index]! - 0.5)).toBeLessThanOrEqual(Math.abs(truth - 0.5) + 1e-6);
    }
  });

  it('is ½ where neither has anything', () => {
    const data = planeData({ data: 'own', spread: 0.02, points: [[0, 0]] });
    const d = bestDiscriminator(data, Float32Array.of(0, 0), 48);
    expect(d[0]).toBe(0.5);
  });
});

/** log of the mean of normal densities of a variance about some points, by log-sum-exp. */
function logDensity([x, y]: [number, number], points: readonly (readonly number[])[], variance: number) {
  const logs = points.map(([a, b]) => -((x - a!) ** 2 + (y - b!) ** 2) / (2 * variance));
  const most = Math.max(...logs);
  const sum = logs.reduce((all, log) => all + Math.exp(log - most), 0);
  return most + Math.log(sum / points.length / (2 * Math.PI * variance));
}
