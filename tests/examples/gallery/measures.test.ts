import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import type { DataSampler } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { acgan } from '../../../examples/gallery/acgan';
import { ctgan } from '../../../examples/gallery/ctgan';
import { works } from '../../../examples/gallery/data/made-table';
import type { GalleryGame } from '../../../examples/gallery/game';
import { pacGan } from '../../../examples/gallery/pac-gan';
import { pix2pix } from '../../../examples/gallery/pix2pix';
import { progressiveGrowing } from '../../../examples/gallery/progressive-growing';
import { r3gan } from '../../../examples/gallery/r3gan';
import { snGanProjection } from '../../../examples/gallery/sn-gan-projection';
import { wgan } from '../../../examples/gallery/wgan';
import { wganGp } from '../../../examples/gallery/wgan-gp';

/** What some steps of a game really bring: a truth that the losses don't tell. */

describe.each([
  ['wgan-gp', wganGp, 60],
  ['r3gan', r3gan, 80],
] as const)('%s', (_, make, steps) => {
  it('comes nearer to the data, by the energy distance', async () => {
    const { trainer, data, batchSize } = make();
    const distance = async () => (await trainer.measure(data, { by: 'energy', samples: 500, seed: 1 })).value;
    const before = await distance();
    await trainer.fit(data, { steps, batchSize });
    expect(await distance()).toBeLessThan(before / 4);
    trainer.dispose();
  });
});

it('PacGAN reaches the modes of the ring', async () => {
  const { trainer, data, batchSize } = pacGan();
  const modes = async () => {
    const samples = await trainer.sample(1000, { seed: 1 });
    const points = (await samples.array()) as number[][];
    samples.dispose();
    return modeCoverage(points, gaussianRing()).modes;
  };
  const before = await modes();
  await trainer.fit(data, { steps: 300, batchSize });
  const after = await modes();
  expect(before).toBeLessThan(3);
  expect(after).toBeGreaterThan(5);
  trainer.dispose();
});

it("WGAN's critic takes 100 steps in the first ones, and its weights stay within the clamp", async () => {
  const { trainer, data } = wgan();
  let batches = 0;
  const counted: DataSampler = {
    shape: (data as DataSampler).shape,
    sample(...of) {
      batches++;
      return (data as DataSampler).sample(...of);
    },
  };
  await trainer.fit(counted, { steps: 2, batchSize: 8 });
  // And one batch by which shapes are checked.
  expect([200, 201]).toContain(batches);
  const { discriminator } = await trainer.ready();
  const largest = discriminator.trainableWeights.map((weight) =>
    tf.tidy(() => tf.max(tf.abs((weight as { read(): tf.Tensor }).read())).dataSync()[0]!),
  );
  expect(Math.max(...largest)).toBeCloseTo(0.01, 6);
  trainer.dispose();
});

it('ACGAN draws the digit that it is told, as D sees it', async () => {
  const { trainer, data, batchSize } = acgan();
  const { reports } = await trainer.fit(data, { steps: 60, reportEvery: 20, batchSize });
  // Of ten classes, a guess costs log 10 = 2.3.
  expect(reports[0]!.terms.class).toBeGreaterThan(1.5);
  expect(reports.at(-1)!.terms.class).toBeLessThan(1);
  trainer.dispose();
});

it('pix2pix comes nearer to the true pictures', async () => {
  const { trainer, data, batchSize } = pix2pix();
  const { reports } = await trainer.fit(data, { steps: 60, reportEvery: 20, batchSize });
  expect(reports.at(-1)!.terms.L1).toBeLessThan(0.9 * reports[0]!.terms.L1!);
  trainer.dispose();
});

it('the SN-GAN draws another picture of the same noise for another label', async () => {
  await withPictures(snGanProjection(), 2, async (draw) => {
    const label = (digit: number) =>
      tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([digit], 'int32'), 10), 'float32'));
    const [three, threeAgain, seven] = [await draw(label(3)), await draw(label(3)), await draw(label(7))];
    expect(threeAgain).toEqual(three);
    expect(seven).not.toEqual(three);
  });
});

it('the growing networks draw blocks at first, and single pixels at last', async () => {
  const { trainer, data } = progressiveGrowing({ stageSteps: 1 });
  const sizes: number[] = [];
  for (let step = 0; step < 5; step++) {
    await trainer.fit(data, { steps: 1, batchSize: 4 });
    const samples = await trainer.sample(1, { seed: 1 });
    sizes.push(blockSize((await samples.array()) as number[][][][]));
    samples.dispose();
  }
  // A level, a fade to the next one, and so on; what is drawn after step n is at the level of step n + 1.
  expect(sizes).toEqual([4, 2, 2, 1, 1]);
  trainer.dispose();
});

it('CTGAN makes rows of the work that it is told, the rare one too', async () => {
  const { trainer, data, batchSize, decode } = ctgan();
  await trainer.fit(data, { steps: 200, batchSize });
  for (const [work] of works.entries()) {
    const condition = tf.tidy(() =>
      tf.cast(tf.oneHot(tf.fill([100], work, 'int32'), works.length), 'float32'),
    );
    const samples = await trainer.sample(100, { condition, seed: 1 });
    const rows = ((await samples.array()) as number[][]).map(decode);
    tf.dispose([samples, condition]);
    expect(rows.filter((row) => row.work === work).length).toBeGreaterThan(75);
  }
  trainer.dispose();
});

/** Trains a little, and draws the same noise under one condition after another. */
async function withPictures(
  { trainer, data }: GalleryGame,
  steps: number,
  work: (draw: (condition: tf.Tensor) => Promise<Float32Array>) => Promise<void>,
): Promise<void> {
  await trainer.fit(data, { steps, batchSize: 4 });
  await work(async (condition) => {
    const samples = await trainer.sample(1, { condition, seed: 1 });
    const values = (await samples.data()) as Float32Array;
    tf.dispose([samples, condition]);
    return values;
  });
  trainer.dispose();
}

/** The side of the squares of one color that a picture is made of. */
function blockSize([picture]: number[][][][]): number {
  const rows = picture!.map((row) => row.map(([value]) => value!));
  const inBlocks = (size: number) =>
    rows.every((row, y) => row.every((value, x) => value === rows[y - (y % size)]![x - (x % size)]));
  return [8, 4, 2, 1].find(inBlocks)!;
}
