import { estimateSinkhornDivergence } from 'gan-core/estimators';
import { expect, it, vi } from 'vitest';
import { createRandom } from '../../../src/random';

it('an estimate in a page is the same with threads and without', async () => {
  const random = createRandom(3);
  const normal = (mean: number) => ({
    values: Float64Array.from({ length: 2400 }, () => mean + random.normal()),
    dimension: 2,
  });
  const [p, q] = [normal(0), normal(1)];
  const started: Worker[] = [];
  const { Worker: Original } = globalThis;
  vi.stubGlobal(
    'Worker',
    class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.push(this);
      }
    },
  );
  const estimate = () => estimateSinkhornDivergence(p, q, { epsilon: 0.5, seed: 1 });
  expect(crossOriginIsolated).toBe(true);
  const shared = await estimate();
  expect(started.length).toBeGreaterThan(0);
  const before = started.length;
  vi.stubGlobal('crossOriginIsolated', false);
  expect(await estimate()).toEqual(shared);
  expect(started).toHaveLength(before);
  vi.unstubAllGlobals();
  expect(shared.converged).toBe(true);
});
