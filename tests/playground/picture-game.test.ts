import { zeros } from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import { fromPixels } from 'gan-core/images';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { pictureGame } from '../../playground/src/pictures/game/picture-game';
import {
  augmentationChoices,
  pictureLossChoices,
} from '../../playground/src/pictures/settings/picture-choices';
import {
  defaultPictureSettings,
  type PictureSettings,
  pictureShape,
} from '../../playground/src/pictures/settings/picture-settings';
import { onCpu } from './on-cpu';

onCpu();

const small = {
  ...defaultPictureSettings,
  generatorFilters: 2,
  discriminatorFilters: 2,
  noiseSize: 4,
  batchSize: 4,
};

/** Trains on random pictures for two steps. */
async function train(settings: PictureSettings) {
  const shape = pictureShape(settings);
  const random = createRandom(1);
  const bytes = Uint8Array.from({ length: 8 * shape[0] * shape[1] * shape[2] }, () => random.integer(256));
  const data = fromPixels(bytes, { shape: [8, ...shape] });
  const trainer = new Trainer(pictureGame(settings));
  const before = await weightsOf(trainer);
  const { reports } = await trainer.fit(data, { steps: 2, batchSize: settings.batchSize, reportEvery: 1 });
  const after = await weightsOf(trainer);
  const samples = await trainer.sample(3);
  const values = await samples.data();
  const { shape: sampled } = samples;
  samples.dispose();
  data.dispose();
  trainer.dispose();
  return {
    reports,
    moved: before.map((weights, index) => weights.join() !== after[index]!.join()),
    sampled,
    values,
  };
}

async function weightsOf(trainer: Trainer): Promise<number[][]> {
  const { generator, discriminator } = await trainer.ready();
  return Promise.all(
    [generator, discriminator].map(async ({ trainableWeights }) =>
      (
        await Promise.all(
          trainableWeights.map(async (weight) => [
            ...(await ('read' in weight ? weight.read() : weight).data()),
          ]),
        )
      ).flat(),
    ),
  );
}

describe('the game on pictures', () => {
  it.each(pictureLossChoices.map(({ name }) => name))(
    'moves both networks with the loss %s',
    async (loss) => {
      const { reports, moved, values } = await train({ ...small, loss });
      expect(moved).toEqual([true, true]);
      for (const { discriminatorLoss, generatorLoss } of reports)
        expect([discriminatorLoss, generatorLoss].every(Number.isFinite)).toBe(true);
      for (const value of values) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    },
  );

  it.each(augmentationChoices.map(({ name }) => name))(
    'trains with %s on color at 32 by 32, with R1',
    async (augmentation) => {
      const { sampled, moved, reports } = await train({ ...small, data: 'own', augmentation, r1: 1 });
      expect(sampled).toEqual([3, 32, 32, 3]);
      expect(moved).toEqual([true, true]);
      expect(reports.at(-1)!.terms.r1).toBeGreaterThan(0);
    },
  );

  it('augments in training only', async () => {
    const game = pictureGame({ ...small, augmentation: 'all' });
    const trainer = new Trainer(game);
    const { discriminator } = await trainer.ready();
    const pictures = zeros([2, 28, 28, 1]);
    const logits = (training: boolean) =>
      [...(discriminator.apply(pictures, { training }) as typeof pictures).dataSync()].join();
    expect(logits(false)).toBe(logits(false));
    expect(logits(true)).not.toBe(logits(false));
    pictures.dispose();
    trainer.dispose();
  });
});
