import type { EqualGaussians } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { normalAndSigns } from './latents/normal-and-signs';
import { planeDiscriminator, planeGenerator } from './networks/plane-networks';
import type { PenaltyRecipe } from './penalty-recipes';
import type { SeedResult } from './penalty-results';
import { penaltySettings as settings } from './penalty-settings';

/** What to train on, from which seed, and how long; the recipe takes its share of the steps. */
export interface RecipeRun {
  readonly mixture: EqualGaussians;
  readonly seed: number;
  readonly steps: number;
  readonly signal: AbortSignal;
}

/** Trains by a recipe from one seed, and judges the samples. */
export async function trainByRecipe(
  recipe: PenaltyRecipe,
  { mixture, seed, steps, signal }: RecipeRun,
): Promise<SeedResult> {
  const started = performance.now();
  const latent = normalAndSigns(settings.latent);
  const ownSteps = Math.ceil(steps * recipe.stepsShare);
  const optimizer = (updates: number) =>
    adam({
      learningRate: cosineDecay({ from: recipe.learningRate, steps: updates }),
      beta1: settings.beta1,
      beta2: settings.beta2,
    });
  const trainer = new Trainer({
    generator: () => planeGenerator(latent.shape[0]!, settings.generator),
    discriminator: () => planeDiscriminator(settings.discriminator),
    latent,
    loss: recipe.loss,
    terms: recipe.terms,
    discriminatorSteps: recipe.discriminatorSteps,
    generatorOptimizer: optimizer(ownSteps),
    discriminatorOptimizer: optimizer(ownSteps * recipe.discriminatorSteps),
    generatorEma: { decay: settings.emaDecay },
    backend: 'wasm',
    seed,
    callbacks: [progressBar()],
  });
  await trainer.fit(mixture, { steps: ownSteps, batchSize: settings.batchSize, signal });
  const samples = await trainer.sample(settings.samples, { seed: 0 });
  const points = (await samples.array()) as number[][];
  samples.dispose();
  trainer.dispose();
  const { modes, highQualityShare } = modeCoverage(points, mixture);
  return { seed, modes, highQualityShare, seconds: (performance.now() - started) / 1000, points };
}
