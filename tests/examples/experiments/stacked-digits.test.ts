import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { stackedDigits } from '../../../examples/experiments/stacked-digits';
import type { StackedResult, StackedSettings } from '../../../examples/experiments/stacked-result';

const settings = stackedDigits.settings({ steps: 100 });

describe('the experiment stacked-digits', () => {
  it('sorts real pictures into many modes, and those of a new generator into few', {
    timeout: 120_000,
  }, async () => {
    const few = { ...settings[0]!, steps: 100, batchSize: 4, samples: 500 };
    const place = { store: memoryStore(), checkpointEvery: 50, signal: new AbortController().signal };
    const result = await stackedDigits.run(
      { experiment: 'stacked-digits', settings: { ...few, steps: 60 }, seed: 1 },
      place,
    );
    // 500 of 1,000 equally likely modes: 1000·(1 − 0.999⁵⁰⁰) = 394 different ones.
    expect(result.modesOfReal).toBeGreaterThan(320);
    expect(result.modesOfReal).toBeLessThan(430);
    expect(result.modes).toBeGreaterThan(0);
    expect(result.modes).toBeLessThan(result.modesOfReal);
    expect(result.klOverModes).toBeGreaterThan(0);
  });

  it('holds the better recipe to the bar', async () => {
    const record = (recipe: StackedSettings['recipe'], seed: number, modes: number) =>
      ({
        settings: settings.find((each) => each.recipe === recipe),
        seed,
        result: { modes, klOverModes: 0.5, modesOfReal: 1000, divergedAt: null },
      }) as unknown as JobRecord<StackedSettings, StackedResult>;
    const { findings, tables, pictures } = await stackedDigits.report([
      record('r3gan', 1, 960),
      record('dcgan', 1, 700),
    ]);
    expect(findings).toEqual([
      'The better recipe finds 960 of 1,000 modes, by one seed; the bar, 950, is reached.',
    ]);
    expect(tables[0]!.rows[1]).toEqual(["DCGAN's recipe", '700', '0.50', '1000']);
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
