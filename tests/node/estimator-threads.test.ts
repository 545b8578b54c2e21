import { expect, it } from 'vitest';
import { run } from './run-program';

/** A Sinkhorn divergence of so many samples that threads take part. */
const program = `
import { estimateSinkhornDivergence } from 'gan-core/estimators';
import { createRandom } from 'gan-core/distributions';
const random = createRandom(1);
const normal = (mean) => ({ values: Float64Array.from({ length: 1100 }, () => mean + random.normal()), dimension: 1 });
const { value } = await estimateSinkhornDivergence(normal(0), normal(1), { epsilon: 1, seed: 1 });
console.log(value);
`;

it('a process ends after an estimate that took threads, of which nobody else need know', async () => {
  const { out, error, end } = await run(program);
  expect({ error, end }).toEqual({ error: '', end: 0 });
  const value = Number(out);
  // The squared shift, whatever ε is, but for samples of 1,100: their means' difference has a standard error of 0.043.
  expect(Math.abs(value - 1)).toBeLessThan(4 * 2 * 0.043);

  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const withoutThreads = await run(program, flag, '--allow-fs-read=*');
  expect(withoutThreads).toMatchObject({ out, end: 0 });

  // V8 has this switch for x64 alone; there WebAssembly's SIMD takes SSE 4.1.
  if (process.arch === 'x64') {
    const withoutSimd = await run(program, '--no-enable-sse4-1');
    expect(withoutSimd).toMatchObject({ error: '', end: 0 });
    expect(withoutSimd.out).not.toBe(out);
    expect(Number(withoutSimd.out)).toBeCloseTo(value, 9);
  }
});
