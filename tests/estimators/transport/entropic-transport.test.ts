import { describe, expect, it } from 'vitest';
import { entropicTransport } from '../../../src/estimators/transport/entropic-transport';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { gaussian } from '../points';

describe('entropicTransport', () => {
  it('is the same whether costs are kept or computed anew', async () => {
    const random = createRandom(5);
    const options = {
      order: 2 as const,
      epsilon: 60,
      tolerance: 1e-6,
      iterations: 100,
      pauses: createPauses(),
    };
    const matrix = (rows: number[][]) => ({
      values: Float64Array.from(rows.flat()),
      count: rows.length,
      dimension: 1,
    });
    // A point's copies share its mass, so the transport of a sample is that of each point many times over.
    const [p, q] = [gaussian(random, 300, 1), gaussian(random, 300, 1, 1)];
    const tenfold = (rows: number[][]) => Array.from({ length: 10 }, () => rows).flat();
    const kept = await entropicTransport(matrix(p), matrix(q), options);
    const anew = await entropicTransport(matrix(tenfold(p)), matrix(tenfold(q)), options);
    expect(anew.cost).toBeCloseTo(kept.cost, 10);
    expect(anew.converged).toBe(true);
  });
});
