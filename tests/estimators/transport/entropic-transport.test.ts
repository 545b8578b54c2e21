import { describe, expect, it } from 'vitest';
import { entropicSelfTransport } from '../../../src/estimators/transport/entropic-self-transport';
import { entropicTransport } from '../../../src/estimators/transport/entropic-transport';
import { softMinimaBytes } from '../../../src/estimators/transport/kernel-soft-minima';
import { KernelMemory } from '../../../src/estimators/wasm';
import { normalQuantile } from '../../../src/math';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { gaussian } from '../points';

const solver = (epsilon: number, tolerance: number) => ({
  order: 2 as const,
  epsilon,
  tolerance,
  iterations: 500,
  pauses: createPauses(),
});
const matrix = (rows: number[][]) => ({
  values: Float64Array.from(rows.flat()),
  count: rows.length,
  dimension: rows[0]!.length,
});
// A point's copies share its mass, so the transport of a sample is that of each point many times over.
const tenfold = (rows: number[][]) => Array.from({ length: 10 }, () => rows).flat();
const random = createRandom(5);
const [p, q] = [gaussian(random, 300, 1), gaussian(random, 300, 1, 1)];

describe('entropicTransport', () => {
  it('is the same whether costs are kept or computed anew', async () => {
    const options = solver(60, 1e-6);
    const kept = await entropicTransport(matrix(p), matrix(q), options);
    const anew = await entropicTransport(matrix(tenfold(p)), matrix(tenfold(q)), options);
    expect(anew.cost).toBeCloseTo(kept.cost, 10);
    expect(anew.converged).toBe(true);
  });

  it('is the same whether a quarter of the samples is solved first or ε is annealed', async () => {
    const options = solver(0.2, 1e-9);
    const [many, others] = [matrix(tenfold(p)), matrix(tenfold(q))];
    const memory = await KernelMemory.of(softMinimaBytes(many, others), 2);
    const annealed = await entropicTransport(matrix(p), matrix(q), options);
    const begun = await entropicTransport(many, others, { ...options, memory });
    expect(begun.converged && annealed.converged).toBe(true);
    expect(begun.cost).toBeCloseTo(annealed.cost, 10);
    const alone = await entropicSelfTransport(matrix(p), options);
    const aloneBegun = await entropicSelfTransport(many, { ...options, memory });
    expect(aloneBegun.converged && alone.converged).toBe(true);
    expect(aloneBegun.cost).toBeCloseTo(alone.cost, 10);
    memory!.close();
  });

  it('anneals where parts of the samples are so far apart that a quarter doesn’t converge', async () => {
    const apart = (rows: number[][]) => rows.slice(0, 200).map(([x], i) => [x! + (i % 2 === 0 ? 0 : 30)]);
    const options = solver(1, 1e-5);
    const [few, others] = [apart(p), apart(q)];
    const annealed = await entropicTransport(matrix(few), matrix(others), options);
    const [all, rest] = [matrix(tenfold(few)), matrix(tenfold(others))];
    const memory = await KernelMemory.of(softMinimaBytes(all, rest), 2);
    const many = await entropicTransport(all, rest, { ...options, memory });
    memory!.close();
    expect(annealed.converged && many.converged).toBe(true);
    expect(many.cost).toBeCloseTo(annealed.cost, 6);
    // As many iterations, of the same potentials: those of the quarter would have begun elsewhere.
    expect(many.iterations).toBe(annealed.iterations);
  });

  it.each([0.1, 1, 10])('is the closed form for Gaussians, of ε %d', async (epsilon) => {
    // Midpoints of equally likely intervals. In three dimensions with two standing still, the same as in one.
    const count = 1500;
    const quantiles = Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count));
    const [x, y] = [quantiles.map((z) => [z, 3, -1]), quantiles.map((z) => [1 + 2 * z, 3, -1])].map(matrix);
    const memory = await KernelMemory.of(softMinimaBytes(x!, y!), 2);
    const { cost, converged } = await entropicTransport(x!, y!, { ...solver(epsilon, 1e-8), memory });
    memory!.close();
    // Janati et al. 2020, "Entropic Optimal Transport between Unbalanced Gaussian Measures has a Closed Form", Theorem 1, σ² = ε/2.
    const [s, t, sigma2] = [1, 4, epsilon / 2];
    const root = Math.sqrt(4 * s * t + sigma2 ** 2);
    const truth = 1 + s + t - root + sigma2 * (1 - Math.log(2 * sigma2) + Math.log(root + sigma2));
    expect(converged).toBe(true);
    // The intervals' tails beyond their midpoints are cut off: of the variance 0.2 %.
    expect(Math.abs(cost / truth - 1)).toBeLessThan(0.005);
  });
});
