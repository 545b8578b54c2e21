import { memoryStore } from 'gan-core/checkpoints';
import { describe, expect, it } from 'vitest';
import { drawIcons, iconSize, splitIcons } from '../../../examples/data/icons';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { icons } from '../../../examples/experiments/icons';
import type { IconsResult, IconsSettings } from '../../../examples/experiments/icons-result';

const settings = icons.settings({ steps: 4 }).map((each) => ({ ...each, batchSize: 8 }));
const pixels = iconSize ** 2;

describe('the icons', () => {
  it('are split once and for all, none in both parts', () => {
    const { train, heldOut } = splitIcons();
    expect([train.length, heldOut.length]).toEqual([6447, 1000]);
    expect(new Set([...train, ...heldOut]).size).toBe(7447);
    expect(splitIcons().heldOut).toEqual(heldOut);
  });

  it('are drawn as ink on paper', () => {
    // A square from 3 to 21 of 24 units, whose edges are 4 and 28 of 32 pixels, with round corners.
    const [square, circle] = ['square.svg', 'circle.svg'].map((name) => drawIcons([name]));
    const at = (icon: Uint8Array, row: number, column: number) => icon[row * iconSize + column];
    expect([at(square!, 16, 3), at(square!, 16, 4), at(square!, 16, 27), at(square!, 16, 28)]).toEqual([
      0, 255, 255, 0,
    ]);
    // A circle of radius 10 of 24 units.
    const ink = circle!.reduce((sum, byte) => sum + byte / 255, 0);
    expect(Math.abs(ink / (Math.PI * (10 * (iconSize / 24)) ** 2) - 1)).toBeLessThan(0.01);
  });
});

describe('the experiment icons', () => {
  it.each(settings)(
    "trains by $recipe's recipe, and measures over the training",
    {
      timeout: 240_000,
    },
    async (each) => {
      const place = { store: memoryStore(), checkpointEvery: 2, signal: new AbortController().signal };
      const result = await icons.run({ experiment: 'icons', settings: each, seed: 1 }, place);
      expect(result.rows.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
      // After four steps all is noise; training icons are of the held-out ones' distribution.
      const { kid, coverage } = result.rows.at(-1)!;
      expect(kid.interval[0]).toBeGreaterThan(Math.abs(result.ofTraining.kid.value));
      expect(coverage.value).toBeLessThan(0.2);
      expect(result.ofTraining.coverage.value).toBeGreaterThan(0.8);
      expect(Buffer.from(result.pictures, 'base64')).toHaveLength(40 * pixels);
      expect(result.divergedAt).toBeNull();
    },
  );

  it('counts the seeds at which a recipe is ahead, and tells the training set beside', async () => {
    const one = (value: number) => ({ value, interval: [value - 0.01, value + 0.01] });
    const row = (kid: number) => ({
      ...{ step: 4, kid: one(kid), frechet: one(1), density: one(0.5), coverage: one(0.5) },
    });
    const record = (recipe: IconsSettings['recipe'], seed: number, kid: number) =>
      ({
        settings: settings.find((each) => each.recipe === recipe),
        seed,
        result: {
          rows: [row(kid)],
          ofTraining: row(0.02),
          pictures: Buffer.alloc(40 * pixels).toString('base64'),
          millisecondsPerStep: 100,
          divergedAt: null,
        },
      }) as unknown as JobRecord<IconsSettings, IconsResult>;
    const { findings, tables, pictures } = await icons.report([
      record('r3gan', 1, 0.1),
      record('r3gan', 2, 0.1),
      record('r3gan', 3, 0.1),
      record('dcgan', 1, 0.2),
      record('dcgan', 2, 0.11),
      record('dcgan', 3, 0.05),
    ]);
    expect(findings).toEqual([
      "R3GAN's recipe is ahead of DCGAN's in KID, with 95 % intervals apart, at 1 of 3 seeds, and behind at 1.",
    ]);
    expect(tables[0]!.rows.map(([name]) => name)).toEqual([
      "R3GAN's recipe",
      "DCGAN's recipe",
      'the training set',
    ]);
    expect(tables[0]!.rows[2]![1]).toBe('0.0200 [0.0100 to 0.0300]');
    expect(pictures[0]!.png.length).toBeGreaterThan(1000);
  });
});
