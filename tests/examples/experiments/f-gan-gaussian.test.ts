import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import { bestFit, exactDivergence } from '../../../examples/experiments/exact-fit';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { fGanGaussian } from '../../../examples/experiments/f-gan-gaussian';
import {
  type FGanResult,
  type FGanSettings,
  fGanNames,
  fGanPaper,
  fGanTarget,
} from '../../../examples/experiments/f-gan-target';

// The least divergences and where they are, by scipy on a grid of 2.4 million points: tests/references/f-gan-gaussian.py.
const scipy = {
  KL: [1.01, 1.830671, 0.283002],
  'KL-rev': [1.578045, 1.631191, 0.248186],
  JS: [1.306792, 1.753989, 0.128061],
  Jeffrey: [1.321598, 1.702925, 0.570726],
  Pearson: [0.573735, 1.927319, 0.645626],
};

describe.each(fGanNames)('%s', (name) => {
  const [mean, deviation, divergence] = scipy[name] as [number, number, number];

  it("is as scipy's, and least where scipy finds it", () => {
    expect(exactDivergence(name, fGanTarget, { mean, deviation })).toBeCloseTo(divergence, 5);
    const best = bestFit(name, fGanTarget);
    expect(best.mean).toBeCloseTo(mean, 4);
    expect(best.deviation).toBeCloseTo(deviation, 4);
  });

  it("has the optimum of the paper's table", () => {
    const { best, bestDivergence } = fGanPaper[name];
    expect(Math.abs(best.mean - mean)).toBeLessThan(0.001);
    expect(Math.abs(best.deviation - deviation)).toBeLessThan(0.001);
    expect(Math.abs(bestDivergence - divergence)).toBeLessThan(0.0005);
  });

  it("has the paper's cross table, from what the paper's f-GAN learned", () => {
    const { learned, cross } = fGanPaper[name];
    for (const [column, other] of fGanNames.entries()) {
      const exact = exactDivergence(other, fGanTarget, learned);
      // The paper's are estimates by a D; its Jeffrey's stays clearly below, as a bound may.
      expect(cross[column]! - exact).toBeLessThan(0.025);
      expect(exact - cross[column]!).toBeLessThan(other === 'Jeffrey' ? 0.13 : 0.02);
    }
  });
});

it('is infinite by Pearson where the Gaussian is too narrow', () => {
  expect(exactDivergence('Pearson', fGanTarget, { mean: 1, deviation: 0.9 })).toBe(Number.POSITIVE_INFINITY);
});

describe('the experiment f-gan-gaussian', () => {
  it('runs, and moves both parameters', async () => {
    const [settings] = fGanGaussian.settings({ steps: 20 });
    const job = { experiment: 'f-gan-gaussian', settings: settings!, seed: 1 };
    const place = { store: memoryStore(), checkpointEvery: 10, signal: new AbortController().signal };
    const { mean, deviation, bound, divergedAt } = await fGanGaussian.run(job, place);
    // From μ = 0 and σ = 1 towards 1.01 and 1.83.
    expect(mean).toBeGreaterThan(0.02);
    expect(deviation).toBeGreaterThan(1.02);
    expect(bound).toBeGreaterThan(0);
    expect(divergedAt).toBeNull();
  });

  it("tells how far the learned parameters are from the paper's", async () => {
    const records = fGanGaussian.settings({}).flatMap((settings) =>
      [1, 2, 3].map((seed) => {
        const { best } = fGanPaper[settings.divergence as keyof typeof fGanPaper];
        const mean = best.mean + (settings.divergence === 'JS' ? 0.2 : 0.01);
        const result = { mean, deviation: best.deviation, bound: 0.1, divergedAt: null };
        return { settings, seed, result } as unknown as JobRecord<FGanSettings, FGanResult>;
      }),
    );
    const { findings, tables, pictures } = await fGanGaussian.report(records);
    expect(findings[0]).toContain(
      "lies within 0.200 of the optimum in the paper's table; the bar of 0.05 is missed by JS's μ.",
    );
    expect(tables.map(({ rows }) => rows.length)).toEqual([5, 5]);
    expect(tables[1]!.rows[0]![1]).toBe('0.283 (0.281)');
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
