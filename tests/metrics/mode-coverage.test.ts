import '@tensorflow/tfjs-backend-cpu';
import { createRandom, gaussianRing } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';

const square = {
  centers: [
    [0, 0],
    [10, 0],
    [0, 10],
    [10, 10],
  ],
  standardDeviation: 1,
};

describe('modeCoverage', () => {
  it('counts a mode from its first sample within 3 σ, and the share of such samples', () => {
    const samples = [
      [0, 0],
      [0, 3],
      [0, 3.01],
      [10, -2],
      [5, 5],
      [-1, 10],
    ];
    expect(modeCoverage(samples, square)).toEqual({
      modes: 3,
      highQualityShare: 4 / 6,
      highQualityShareError: Math.sqrt(((4 / 6) * (2 / 6)) / 6),
      samplesPerMode: [2, 1, 1, 0],
    });
    expect(modeCoverage(samples, square, { maxDeviations: 1.5 }).samplesPerMode).toEqual([1, 0, 1, 0]);
  });

  it("gives exact samples of a planar mixture the share 1 − exp(−9/2) = 0.9889, Rayleigh's", async () => {
    const ring = gaussianRing();
    const tensor = ring.sample(20_000, createRandom(1));
    const { modes, highQualityShare } = modeCoverage((await tensor.array()) as number[][], ring);
    const truth = 1 - Math.exp(-4.5);
    expect(modes).toBe(8);
    expect(Math.abs(highQualityShare - truth)).toBeLessThan(4 * Math.sqrt((truth * (1 - truth)) / 20_000));
  });

  it('takes points of any length: an image has more values than a call takes arguments', () => {
    const image = new Array<number>(224 * 224 * 3).fill(0.5);
    const near = image.map((value) => value + 2 / Math.sqrt(image.length)); // 2 away, as 150,528 · (2/√150,528)² = 4
    expect(modeCoverage([near, image], { centers: [image], standardDeviation: 1 }).samplesPerMode).toEqual([
      2,
    ]);
    expect(modeCoverage([near], { centers: [image], standardDeviation: 0.66 }).samplesPerMode).toEqual([0]);
  });

  it.each<[string, unknown, RegExp]>([
    ['null', null, /^samples: point 1 is null/],
    ['strings', ['0', '0'], /^samples: point 1 holds the string '0'/],
    ['NaN', [Number.NaN, 0], /^samples: point 1 holds NaN/],
    ['a hole', undefined, /^samples: point 1 is undefined/],
  ])('refuses %s for a point', (_, point, message) => {
    expect(() => modeCoverage([[0, 0], point as never], square)).toThrow(message);
    expect(() => modeCoverage([[0, 0]], { centers: [[0, 0], point as never], standardDeviation: 1 })).toThrow(
      /^centers: point 1/,
    );
  });

  it('refuses bad input by name', () => {
    expect(() => modeCoverage([], square)).toThrow(/^samples: got none/);
    expect(() => modeCoverage([[0, 0]], { centers: [], standardDeviation: 1 })).toThrow(/^centers: got none/);
    expect(() => modeCoverage([[0, 0, 0]], square)).toThrow(/^samples: got a point of 3 values; expected 2/);
    expect(() => modeCoverage([[0, 0]], { ...square, standardDeviation: 0 })).toThrow(
      /^standardDeviation: got 0/,
    );
  });
});
