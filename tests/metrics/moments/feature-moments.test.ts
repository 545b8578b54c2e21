import fc from 'fast-check';
import { FeatureMoments } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { fixed } from '../../estimators/points';
import { inRows, referenceRows } from '../reference-rows';

async function momentsOf(features: Parameters<FeatureMoments['add']>[0], seed = 0): Promise<FeatureMoments> {
  const moments = new FeatureMoments({ seed });
  await moments.add(features);
  return moments;
}

describe('FeatureMoments', () => {
  it("has numpy's mean and covariance of features far from 0, in one block or many", async () => {
    const rows = referenceRows(4000, 3, 9, { shift: 1e6 });
    // tests/references/feature-metrics.py
    const mean = [1000000.5819628146, 1000000.5821352728, 1000000.5757589849];
    const covariance = [
      [0.11068106076734356, 0.04191677411153064, 0.04194698123767648],
      [0.04191677411153064, 0.10805750523598301, 0.040087692086791055],
      [0.04194698123767648, 0.040087692086791055, 0.10733109938110416],
    ];
    for (const features of [rows, inRows(rows, 1), inRows(rows, 37)]) {
      const moments = await momentsOf(features);
      expect(moments.count).toBe(4000);
      expect(moments.dimension).toBe(3);
      moments.mean().forEach((value, i) => {
        expect(Math.abs(value - mean[i]!)).toBeLessThan(1e-8);
      });
      moments.covariance().forEach((row, i) => {
        row.forEach((value, j) => {
          expect(Math.abs(value - covariance[i]![j]!)).toBeLessThan(1e-9);
        });
      });
    }
  });

  it('joins shards in any order to what one would have', async () => {
    const row = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    const shards = fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(shards, async (parts) => {
        fc.pre(parts.flat().length > 1);
        const whole = await momentsOf(parts.flat());
        const joined = new FeatureMoments();
        for (const part of [...parts].reverse()) joined.merge(await momentsOf(part));
        expect(joined.count).toBe(whole.count);
        joined.mean().forEach((value, i) => {
          expect(value).toBeCloseTo(whole.mean()[i]!, 10);
        });
        joined
          .covariance()
          .flat()
          .forEach((value, i) => {
            expect(value).toBeCloseTo(whole.covariance().flat()[i]!, 8);
          });
      }),
      { ...fixed, numRuns: 40 },
    );
  });

  it('keeps each row with the same chance, also of unequal shards', async () => {
    // Row i holds i: the mean of those kept is that of all, and so is the share that came by the first shard.
    const count = 9000;
    const rows = Array.from({ length: count }, (_, i) => [i]);
    for (const cut of [count, 500, 6000]) {
      const means = [];
      const shares = [];
      for (let seed = 0; seed < 20; seed++) {
        const moments = await momentsOf(rows.slice(0, cut), seed);
        if (cut < count) moments.merge(await momentsOf(rows.slice(cut), seed + 100));
        const kept = moments.save().rows!.map(([value]) => value!);
        expect(new Set(kept).size).toBe(1024);
        means.push(kept.reduce((sum, value) => sum + value, 0) / 1024);
        shares.push(kept.filter((value) => value < cut).length / 1024);
      }
      const mean = means.reduce((sum, value) => sum + value, 0) / 20;
      const share = shares.reduce((sum, value) => sum + value, 0) / 20;
      const left = 1 - 1024 / count;
      expect(Math.abs(mean - (count - 1) / 2)).toBeLessThan(
        4 * Math.sqrt((left * count ** 2) / 12 / 1024 / 20),
      );
      const p = cut / count;
      expect(Math.abs(share - p)).toBeLessThanOrEqual(4 * Math.sqrt((left * p * (1 - p)) / 1024 / 20));
    }
  });

  it('comes back from JSON, and goes on as if it had never been away', async () => {
    const rows = referenceRows(1500, 2, 3);
    const more = referenceRows(900, 2, 4);
    const moments = await momentsOf(rows, 5);
    const back = FeatureMoments.restore(JSON.parse(JSON.stringify(moments.save())));
    await moments.add(more);
    await back.add(more);
    expect(back.save().rows).toEqual(moments.save().rows);
    expect(back.count).toBe(2400);
    back
      .covariance()
      .flat()
      .forEach((value, i) => {
        expect(value).toBeCloseTo(moments.covariance().flat()[i]!, 13);
      });
    expect(FeatureMoments.restore(new FeatureMoments().save()).count).toBe(0);
    const one = FeatureMoments.restore((await momentsOf([[1, 2]])).save());
    await one.add([[3, 4]]);
    expect(one.covariance()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('adds all rows or none, and leaves a merged shard as it was', async () => {
    const moments = await momentsOf([
      [1, 2],
      [3, 5],
    ]);
    const before = moments.save();
    const blocks = [[[4, 4]], [[Number.NaN, 0]]];
    await expect(moments.add(blocks)).rejects.toThrow(/^features\[1\]: sample 0 holds NaN/);
    expect(moments.save().count).toBe(2);
    const other = new FeatureMoments();
    other.merge(moments);
    await other.add([[9, 9]]);
    expect(moments.save()).toEqual({ ...before, random: moments.save().random });
    moments.merge(moments);
    expect([moments.count, moments.mean()]).toEqual([4, [2, 3.5]]);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'rows of another length',
      async () => (await momentsOf([[1, 2]])).add([[1]]),
      /^features: has rows of 1 values; expected 2/,
    ],
    [
      'what it cannot merge',
      () => new FeatureMoments().merge({} as never),
      /^other: got an empty object; expected FeatureMoments/,
    ],
    [
      'another length to merge',
      async () => (await momentsOf([[1, 2]])).merge(await momentsOf([[1]])),
      /^other: has rows of 1 values/,
    ],
    [
      'an unknown option',
      () => new FeatureMoments({ sead: 1 } as never),
      /^options: got the unknown key 'sead'/,
    ],
    [
      'a covariance of one row',
      async () => (await momentsOf([[1]])).covariance(),
      /^count: is 1; expected at least 2/,
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect((async () => call())()).rejects.toThrow(message);
  });
});
