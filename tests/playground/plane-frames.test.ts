import { memory, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { planeData } from '../../playground/src/game/plane-data';
import { planeGame } from '../../playground/src/game/plane-game';
import { extent } from '../../playground/src/settings/extent';
import { defaultSettings, type PlaneSettings } from '../../playground/src/settings/plane-settings';
import { PlaneFrames } from '../../playground/src/training/plane-frames';
import { onCpu } from './on-cpu';

onCpu();

const small: PlaneSettings = {
  ...defaultSettings,
  generatorWidth: 16,
  discriminatorWidth: 16,
  activation: 'tanh',
  spread: 0.2,
  averageDecay: 0,
};

async function framesOf(settings: PlaneSettings) {
  const data = planeData(settings);
  const game = planeGame(settings);
  const { options } = game;
  const trainer = new Trainer(options);
  await trainer.fit(data, { steps: 5, batchSize: 32 });
  const frames = new PlaneFrames(trainer, game, settings, data);
  const { discriminator } = await trainer.ready();
  const logits = (points: readonly (readonly number[])[]) =>
    tidy(() => [
      ...(
        (discriminator as Sequential).predict(tensor2d(points as number[][])) as never as {
          dataSync(): Float32Array;
        }
      ).dataSync(),
    ]);
  return { trainer, frames, logits };
}

const softplus = (x: number) => Math.log1p(Math.exp(x));
const slopes: readonly (readonly [PlaneSettings['loss'], (logit: number) => number])[] = [
  ['non-saturating', (logit) => softplus(-logit)],
  ['minimax', (logit) => -softplus(logit)],
  ['hinge', (logit) => -logit],
  ['least-squares', (logit) => (logit - 1) ** 2],
];

describe('a frame', () => {
  it.each(slopes)(
    'of %s: the arrows are minus the slope of G’s loss by each point',
    async (loss, ofLogit) => {
      const { trainer, frames, logits } = await framesOf({ ...small, loss });
      const { generated, pulls } = await frames.draw();
      const h = 1e-2;
      const factor = loss === 'least-squares' ? 0.5 : 1; // gan-core's has ½, as the paper's
      for (let index = 0; index < 8; index++) {
        const [x, y] = [generated[2 * index]!, generated[2 * index + 1]!];
        const [right, left, above, below] = logits([
          [x + h, y],
          [x - h, y],
          [x, y + h],
          [x, y - h],
        ]).map((logit) => factor * ofLogit(logit)) as [number, number, number, number];
        expect(Math.abs(pulls[2 * index]! + (right - left) / (2 * h))).toBeLessThan(2e-3);
        expect(Math.abs(pulls[2 * index + 1]! + (above - below) / (2 * h))).toBeLessThan(2e-3);
      }
      frames.dispose();
      trainer.dispose();
    },
  );

  it('has σ(D) row by row from the lower left', async () => {
    const { trainer, frames, logits } = await framesOf(small);
    const { scores, side } = await frames.draw();
    const [lowerLeft, lowerRight, upperLeft] = logits([
      [-extent, -extent],
      [extent, -extent],
      [-extent, extent],
    ]).map((logit) => 1 / (1 + Math.exp(-logit))) as [number, number, number];
    expect(scores[0]).toBeCloseTo(lowerLeft, 5);
    expect(scores[side - 1]).toBeCloseTo(lowerRight, 5);
    expect(scores[side * (side - 1)]).toBeCloseTo(upperLeft, 5);
    frames.dispose();
    trainer.dispose();
  });

  it('shows the same noise each time, and leaves no tensor behind and the training as it was', async () => {
    const { trainer, frames } = await framesOf(small);
    const first = await frames.draw();
    const { numTensors } = memory();
    const second = await frames.draw();
    expect(memory().numTensors).toBe(numTensors);
    expect(second).toEqual(first);
    const other = await framesOf(small);
    const data = planeData(small);
    const goOn = async (each: Trainer<Sequential, Sequential>) =>
      (await each.fit(data, { steps: 2, batchSize: 32 })).reports.at(-1)!.generatorLoss;
    expect(await goOn(trainer)).toBe(await goOn(other.trainer));
    for (const each of [{ trainer, frames }, other]) {
      each.frames.dispose();
      each.trainer.dispose();
    }
  });
});
