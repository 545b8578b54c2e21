import '@tensorflow/tfjs-backend-cpu';
import {
  createRandom,
  gaussianGrid,
  gaussianRing,
  normalLatent,
  uniformLatent,
} from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';

const count = 20_000;

describe('latent samplers', () => {
  it('give [count, ...shape], the same for the same seed', async () => {
    for (const latent of [normalLatent([2, 3]), uniformLatent([2, 3])]) {
      const [first, second] = [latent.sample(4, createRandom(1)), latent.sample(4, createRandom(1))];
      expect(first.shape).toEqual([4, 2, 3]);
      expect(await first.data()).toEqual(await second.data());
    }
    expect(normalLatent(64).shape).toEqual([64]);
  });

  it('normalLatent has mean 0 and variance 1, within 4 standard errors', async () => {
    const values = [...(await normalLatent(1).sample(count, createRandom(2)).data())];
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / count;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
  });

  it('uniformLatent fills [min, max) evenly', async () => {
    const values = [...(await uniformLatent(1, { min: 2, max: 5 }).sample(count, createRandom(3)).data())];
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThanOrEqual(5);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    expect(Math.abs(mean - 3.5)).toBeLessThan((4 * 3) / Math.sqrt(12 * count));
  });

  it('refuse bad shapes and ranges by name', () => {
    for (const shape of [0, 1.5, [], [3, -1]])
      expect(() => normalLatent(shape)).toThrow(/^shape: got \[.*\]; expected/);
    expect(() => uniformLatent(2, { min: 1, max: 1 })).toThrow(/^min, max: got \[1, 1\)/);
    expect(() => normalLatent(2).sample(0, createRandom(1))).toThrow(/^count: got 0/);
    expect(() => normalLatent(1).sample(2 ** 28 + 1, createRandom(1))).toThrow(
      /^count: asks for 268435457 numbers.* Draw fewer, or a part at a time\.$/,
    );
  });
});

describe('gaussianRing', () => {
  it('has its centers evenly on the circle, anticlockwise from the x axis', () => {
    const { centers } = gaussianRing({ modes: 4, radius: 2 });
    const expected = [
      [2, 0],
      [0, 2],
      [-2, 0],
      [0, -2],
    ];
    centers.forEach((center, mode) => {
      expect(center[0]).toBeCloseTo(expected[mode]![0]!, 12);
      expect(center[1]).toBeCloseTo(expected[mode]![1]!, 12);
    });
  });

  it('draws each mode equally often, with its σ along each axis', async () => {
    const ring = gaussianRing();
    const points = (await ring.sample(count, createRandom(4)).array()) as [number, number][];
    const perMode = new Array<number>(8).fill(0);
    let squares = 0;
    for (const [x, y] of points) {
      const mode = (Math.round(Math.atan2(y, x) / (Math.PI / 4)) + 8) % 8;
      perMode[mode]!++;
      squares += (x - ring.centers[mode]![0]) ** 2 + (y - ring.centers[mode]![1]) ** 2;
    }
    for (const number of perMode)
      expect(Math.abs(number - count / 8)).toBeLessThan(4 * Math.sqrt((count * 7) / 64));
    expect(Math.abs(squares / (2 * count) / 0.02 ** 2 - 1)).toBeLessThan(4 / Math.sqrt(count)); // Var of the ratio is 2/(2·count)
  });

  it('refuses bad settings by name', () => {
    expect(() => gaussianRing({ modes: 0 })).toThrow(/^modes: got 0/);
    expect(() => gaussianRing({ radius: -1 })).toThrow(/^radius: got -1/);
    expect(() => gaussianRing({ standardDeviation: Number.NaN })).toThrow(/^standardDeviation: got NaN/);
  });
});

describe('gaussianGrid', () => {
  it('has its centers at {−4, −2, 0, 2, 4}², row by row', () => {
    const { centers, standardDeviation } = gaussianGrid();
    expect(standardDeviation).toBe(0.05);
    expect(centers).toHaveLength(25);
    expect([centers[0], centers[1], centers[12], centers[24]]).toEqual([
      [-4, -4],
      [-2, -4],
      [0, 0],
      [4, 4],
    ]);
    expect(gaussianGrid({ side: 2, spacing: 3 }).centers).toEqual([
      [-1.5, -1.5],
      [1.5, -1.5],
      [-1.5, 1.5],
      [1.5, 1.5],
    ]);
  });

  it('refuses bad settings by name', () => {
    expect(() => gaussianGrid({ side: 0 })).toThrow(/^side: got 0/);
    expect(() => gaussianGrid({ side: 1e5 })).toThrow(/at most 1,000,000\. Ask for fewer\.$/);
    expect(() => gaussianGrid({ spacing: 0 })).toThrow(/^spacing: got 0/);
  });
});
