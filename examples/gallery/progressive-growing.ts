import type { Tensor } from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { wganGpPenalty } from 'gan-core/penalties';
import { type DataSampler, Trainer } from 'gan-core/trainer';
import { filledShapes } from './data/shapes';
import { withoutCondition } from './data/without-condition';
import type { GalleryGame, GameSettings } from './game';
import {
  atLevel,
  type Growth,
  growingDiscriminator,
  growingGenerator,
  topLevel,
} from './networks/growing-networks';

// Progressive growing: both networks begin with pictures of 4 x 4, and grow to 8 x 8 and to 16 x 16 while they train; each finer layer
// is faded in. How far they have grown is a number that networks and data share, and that the callback `grow` moves on by the
// step; the layers are there from the start, and those that aren't used yet get no gradient.
// Karras, Aila, Laine & Lehtinen 2018, "Progressive Growing of GANs for Improved Quality, Stability, and Variation".

export interface GrowingSettings extends GameSettings {
  /** Steps for which the networks train at a level, and then fade in the next. Default 100. */
  readonly stageSteps?: number;
}

export function progressiveGrowing(settings: GrowingSettings = {}): GalleryGame {
  const { seed = 1, backend = 'wasm', stageSteps = 100 } = settings;
  const growth: Growth = { level: 0 };
  const optimizer = () => adam({ learningRate: 1e-3, beta1: 0, beta2: 0.99 });
  const trainer = new Trainer({
    generator: () => growingGenerator(growth),
    discriminator: () => growingDiscriminator(growth),
    latent: normalLatent(32),
    loss: wassersteinLoss(),
    terms: [wganGpPenalty({ weight: 10 })],
    generatorOptimizer: optimizer(),
    discriminatorOptimizer: optimizer(),
    callbacks: [
      {
        name: 'grow',
        onStepEnd(step) {
          growth.level = levelAt(step / stageSteps);
        },
      },
    ],
    backend,
    seed,
  });
  return { trainer, data: picturesAt(growth), batchSize: 16 };
}

/** In stages: at level 0 for one, up to 1 in the second, at 1 in the third, and so on. */
function levelAt(stages: number): number {
  const [whole, part] = [Math.floor(stages / 2), stages % 2];
  return Math.min(topLevel, whole + Math.max(0, part - 1));
}

/** Pictures as coarse as those that G makes now: the real ones are faded too. */
function picturesAt(growth: Growth): DataSampler {
  const shapes = withoutCondition(filledShapes());
  return {
    shape: shapes.shape,
    sample(count, random) {
      const real = shapes.sample(count, random) as Tensor;
      const coarse = atLevel(real, growth.level);
      real.dispose();
      return coarse;
    },
  };
}
