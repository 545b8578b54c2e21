import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import { digitsCompared } from '../../../examples/experiments/digits-compared';
import type { DigitsResult, DigitsSettings } from '../../../examples/experiments/digits-result';
import type { JobRecord } from '../../../examples/experiments/experiment';

const settings = digitsCompared.settings({ steps: 4 }).map((each) => ({
  ...each,
  batchSize: 8,
  features: each.model === 'dense' ? 'classifier' : 'random',
}));
const place = () => ({ store: memoryStore(), checkpointEvery: 2, signal: new AbortController().signal });

describe('the experiment digits', () => {
  it.each(settings)('runs $model, and measures it over the training', { timeout: 120_000 }, async (each) => {
    const result = await digitsCompared.run({ experiment: 'digits', settings: each, seed: 1 }, place());
    expect(result.rows.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    // After four steps all is noise: far from digits, and nothing near them.
    const { kid, frechet, coverage } = result.rows.at(-1)!;
    expect(kid.interval[0]).toBeGreaterThan(0);
    expect(frechet.value).toBeGreaterThan(0);
    expect(coverage.value).toBeLessThan(0.2);
    expect(Buffer.from(result.pictures, 'base64')).toHaveLength(20 * 28 * 28);
    expect(result.divergedAt).toBeNull();
  });

  it('counts the seeds at which DCGAN is ahead', async () => {
    const record = (model: DigitsSettings['model'], seed: number, kid: number) => {
      const one = (value: number) => ({ value, interval: [value - 0.01, value + 0.01] });
      const row = { step: 4, kid: one(kid), frechet: one(1), density: one(0.5), coverage: one(0.5) };
      return {
        settings: settings.find((each) => each.model === model),
        seed,
        result: {
          rows: [row],
          pictures: Buffer.alloc(20 * 784).toString('base64'),
          millisecondsPerStep: 100,
          divergedAt: null,
        },
      } as unknown as JobRecord<DigitsSettings, DigitsResult>;
    };
    const { findings, tables, pictures } = await digitsCompared.report([
      record('dcgan', 1, 0.05),
      record('dcgan', 2, 0.05),
      record('dense', 1, 0.2),
      record('dense', 2, 0.06),
    ]);
    expect(findings).toEqual([
      'DCGAN is ahead of the dense GAN in KID, with 95 % intervals apart, at 1 of 2 seeds.',
    ]);
    expect(tables[0]!.rows[0]!.slice(0, 2)).toEqual(['DCGAN', '0.0500 [0.0400 to 0.0600]']);
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
