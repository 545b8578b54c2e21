import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent, uniformLatent } from 'gan-core/distributions';
import type { TrainerOptions } from 'gan-core/trainer';
import type { ActivationName } from '../settings/choices';
import type { PlaneSettings } from '../settings/plane-settings';
import { GradientGauge } from './gradient-gauge';
import { type HoldableOptimizer, holdable } from './holdable';
import { planeLoss } from './plane-loss';
import { planeOptimizer } from './plane-optimizer';
import { planeTerms } from './plane-terms';

/** A game in the plane, as the Trainer takes it, with its optimizers in reach. */
export interface PlaneGame {
  readonly options: TrainerOptions<Sequential, Sequential>;
  readonly optimizers: Readonly<Record<'generator' | 'discriminator', HoldableOptimizer>>;
  /** Of the gradients that they move by. */
  readonly gauges: Readonly<Record<'generator' | 'discriminator', GradientGauge>>;
}

/** The game of some settings. */
export function planeGame(settings: PlaneSettings): PlaneGame {
  const { noise, noiseSize, beta1, activation, averageDecay } = settings;
  const gauges = { generator: new GradientGauge(), discriminator: new GradientGauge() };
  const ofG = planeOptimizer(settings.generatorOptimizer, settings.generatorRate, beta1);
  const ofD = planeOptimizer(settings.discriminatorOptimizer, settings.discriminatorRate, beta1);
  const optimizers = {
    generator: holdable(gauges.generator.gauged(ofG)),
    discriminator: holdable(gauges.discriminator.gauged(ofD)),
  };
  const hidden = (count: number, units: number) => Array<number>(count).fill(units);
  const insideG = hidden(settings.generatorLayers, settings.generatorWidth);
  const insideD = hidden(settings.discriminatorLayers, settings.discriminatorWidth);
  return {
    optimizers,
    gauges,
    options: {
      generator: () => perceptron(noiseSize, insideG, 2, activation),
      discriminator: () => perceptron(2, insideD, 1, activation),
      latent: noise === 'normal' ? normalLatent(noiseSize) : uniformLatent(noiseSize),
      loss: planeLoss(settings.loss),
      terms: planeTerms(settings.penalty, settings.penaltyWeight),
      generatorOptimizer: optimizers.generator,
      discriminatorOptimizer: optimizers.discriminator,
      discriminatorSteps: settings.discriminatorSteps,
      generatorSteps: settings.generatorSteps,
      ...(averageDecay > 0 ? { generatorEma: { decay: averageDecay } } : {}),
      seed: settings.seed,
    },
  };
}

/** Dense layers; the initial weights come from the Trainer's seed. */
function perceptron(
  inputs: number,
  hidden: readonly number[],
  outputs: number,
  activation: ActivationName,
): Sequential {
  const widths = [...hidden, outputs];
  return sequential({
    layers: widths.map((units, index) =>
      layers.dense({
        units,
        ...(index === 0 ? { inputShape: [inputs] } : {}),
        ...(index < hidden.length ? { activation } : {}),
      }),
    ),
  });
}
