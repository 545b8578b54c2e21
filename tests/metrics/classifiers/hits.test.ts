import { describe, expect, it } from 'vitest';
import { logisticHits } from '../../../src/metrics/classifiers/logistic-hits';
import { neighborHits } from '../../../src/metrics/classifiers/neighbor-hits';
import { createPauses } from '../../../src/scheduling';
import { lehmerPoints } from '../references/lehmer';

type Kind = 'linear' | 'squares' | 'quadratic';
type Row = [n: number, m: number, d: number, scale: number, shift: number, by: Kind | number, hits: number];

describe('the hits of a classifier', () => {
  // Printed by tests/metrics/references/classifiers.py: scipy's minimizer, and distances.
  it.each<Row>([
    [60, 50, 2, 1.0, 0.4, 'linear', 71],
    [60, 50, 2, 1.0, 0.4, 'squares', 70],
    [60, 50, 2, 1.0, 0.4, 'quadratic', 71],
    [60, 50, 2, 1.0, 0.4, 1, 57.0],
    [60, 50, 2, 1.0, 0.4, 4, 61.0],
    [80, 70, 5, 1.5, 0.0, 'linear', 66],
    [80, 70, 5, 1.5, 0.0, 'squares', 96],
    [80, 70, 5, 1.5, 0.0, 'quadratic', 95],
    [80, 70, 5, 1.5, 0.0, 1, 75.0],
    [80, 70, 5, 1.5, 0.0, 4, 77.5],
    [90, 60, 20, 0.8, 0.1, 'linear', 82],
    [90, 60, 20, 0.8, 0.1, 'squares', 90],
    [90, 60, 20, 0.8, 0.1, 1, 67.0],
    [90, 60, 20, 0.8, 0.1, 4, 70.0],
  ])('of %d to learn from and %d held out, in %d dimensions, times %d, moved by %d: %s', async (...row) => {
    const [n, m, d, scale, shift, by, hits] = row;
    const points = (count: number, seed: number, changed = {}) => ({
      ...lehmerPoints(count, d, seed, changed),
      count,
    });
    const split = {
      train: { real: points(n, 17), generated: points(n, 4711, { scale, shift }) },
      heldOut: { real: points(m, 99), generated: points(m, 123, { scale, shift }) },
    };
    if (typeof by === 'number') expect(await neighborHits(split, by, createPauses())).toBe(hits);
    else expect(await logisticHits(split, by, createPauses())).toEqual({ hits, converged: true });
  });
});
