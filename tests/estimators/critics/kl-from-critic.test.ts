import fc from 'fast-check';
import { donskerVaradhanFromCritic, nwjFromCritic } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { fixed, mean, values, variance } from './critic-values';

describe('bounds on KL', () => {
  it('are their definitions, with the delta method’s standard error', async () => {
    const [tp, tq] = [
      [1, 2, 0.5],
      [-1, 0.2, 0, 0.4],
    ];
    const dv = await donskerVaradhanFromCritic(tp, tq);
    const nwj = await nwjFromCritic(tp, tq);
    const exponentials = tq.map(Math.exp);
    const shifted = tq.map((t) => Math.exp(t - 1));
    expect(dv.value).toBeCloseTo(mean(tp) - Math.log(mean(exponentials)), 14);
    expect(dv.standardError).toBeCloseTo(
      Math.sqrt(variance(tp) / 3 + variance(exponentials) / 4 / mean(exponentials) ** 2),
      14,
    );
    expect(nwj.value).toBeCloseTo(mean(tp) - mean(shifted), 14);
    expect(nwj.standardError).toBeCloseTo(Math.sqrt(variance(tp) / 3 + variance(shifted) / 4), 14);
  });

  it('keep their order: NWJ ≤ DV for the same critic', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, async (tp, tq) => {
        const dv = (await donskerVaradhanFromCritic(tp, tq)).value;
        const nwj = (await nwjFromCritic(tp, tq)).value;
        expect(nwj).toBeLessThanOrEqual(dv + 1e-12 * (1 + Math.abs(nwj)));
      }),
      fixed,
    );
  });

  it('agree where E_q e^T is e', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, async (tp, tq) => {
        const shift = 1 - Math.log(mean(tq.map(Math.exp)));
        const move = (list: number[]) => list.map((value) => value + shift);
        const dv = (await donskerVaradhanFromCritic(move(tp), move(tq))).value;
        expect((await nwjFromCritic(move(tp), move(tq))).value).toBeCloseTo(dv, 10);
      }),
      fixed,
    );
  });

  it('DV does not see a constant in T, not even a huge one, and is 0 for a constant T', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, fc.constantFrom(-1e6, -800, 3, 800, 2 ** 30), async (tp, tq, c) => {
        const plain = await donskerVaradhanFromCritic(tp, tq);
        const moved = await donskerVaradhanFromCritic(
          tp.map((t) => t + c),
          tq.map((t) => t + c),
        );
        // T + c itself is rounded at c's size.
        const rounding = 1e-13 * 50 + 4 * Math.abs(c) * Number.EPSILON;
        expect(Math.abs(moved.value - plain.value)).toBeLessThan(rounding);
        const constant = (list: number[]) => list.map(() => c);
        expect((await donskerVaradhanFromCritic(constant(tp), constant(tq))).value).toBe(0);
      }),
      fixed,
    );
  });

  it('are finite for a critic of 800 wherever the bound is', async () => {
    const dv = await donskerVaradhanFromCritic([800, 800], [800, -800, 0, 0]);
    expect(dv.value).toBeCloseTo(Math.log(4), 12);
    expect(dv.standardError).toBeCloseTo(1, 12); // of the mean of 4 weights 1, 0, 0, 0, relatively
    expect((await donskerVaradhanFromCritic([1e300, 1e300], [-1e300, -1e300])).value).toBe(2e300);
    const nwj = await nwjFromCritic([800, 800], [-800, -800]);
    expect(nwj.value).toBe(800);
    const over = await nwjFromCritic([800, 800], [800, 800]);
    expect(over).toMatchObject({
      value: -Infinity,
      standardError: Infinity,
      interval: [-Infinity, Infinity],
    });
    expect(over.warnings.join()).toMatch(/overflows/);
  });

  it('warn where few samples carry the mean, and beyond half of log n', async () => {
    const tq = Array.from({ length: 1000 }, (_, index) => (index === 0 ? 20 : 0));
    const { warnings } = await donskerVaradhanFromCritic(
      tq.map(() => 20),
      tq,
    );
    expect(warnings.join('\n')).toMatch(/rests on 1\.0 of 1000 samples of q/);
    expect(warnings.join('\n')).toMatch(/exceeds half of log 1000/);
    const calm = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    expect((await donskerVaradhanFromCritic(calm, calm)).warnings).toEqual([]);
  });
});
