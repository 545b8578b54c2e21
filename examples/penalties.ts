import { parseArgs } from 'node:util';
import { createRandom, gaussianGrid } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { normalAndSigns } from './latents/normal-and-signs';
import { planeDiscriminator, planeGenerator } from './networks/plane-networks';
import { writePenaltiesTable } from './pages/penalties-page';
import { type PenaltyRecipe, penaltyRecipes } from './penalty-recipes';
import { percent, type RecipeResult, type SeedResult, summarise } from './penalty-results';
import { penaltySettings as settings } from './penalty-settings';
import { penaltiesPicture } from './pictures/penalties-picture';
import { saveJson, savePicture } from './save';

// Four recipes of a loss and its penalties on 25 Gaussians, 5 seeds each. Writes out/penalties.png and
// out/penalties.json; with --assets also docs/assets/penalties.png and the table in docs/penalties.md.

const { values: options } = parseArgs({
  options: {
    // A shorter run, to see that all works.
    steps: { type: 'string', default: String(settings.steps) },
    // How many seeds each recipe gets: 1, 2, …
    seeds: { type: 'string', default: String(settings.seeds) },
    // One recipe alone.
    recipe: { type: 'string' },
    assets: { type: 'boolean', default: false },
  },
});
const steps = Number(options.steps);
const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + 1);
const recipes = penaltyRecipes.filter(({ name }) => name === (options.recipe ?? name));
if (recipes.length === 0) {
  throw new Error(
    `--recipe ${options.recipe}: expected ${penaltyRecipes.map(({ name }) => name).join(', ')}.`,
  );
}
if (options.assets && (steps !== settings.steps || seeds.length !== settings.seeds || options.recipe)) {
  throw new Error(
    '--assets writes what the docs show, so it takes the whole run: no --steps, --seeds or --recipe.',
  );
}

const grid = gaussianGrid();

/** Trains by a recipe from one seed, and judges the samples. */
async function train(recipe: PenaltyRecipe, seed: number): Promise<SeedResult> {
  const started = performance.now();
  const latent = normalAndSigns(settings.latent);
  const recipeSteps = Math.ceil(steps * recipe.stepsShare);
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
    penalties: recipe.penalties,
    discriminatorSteps: recipe.discriminatorSteps,
    generatorOptimizer: optimizer(recipeSteps),
    discriminatorOptimizer: optimizer(recipeSteps * recipe.discriminatorSteps),
    generatorEma: { decay: settings.emaDecay },
    backend: 'wasm',
    seed,
    callbacks: [progressBar()],
  });
  await trainer.fit(grid, { steps: recipeSteps, batchSize: settings.batchSize });
  const samples = await trainer.sample(settings.samples, { seed: 0 });
  const points = (await samples.array()) as number[][];
  samples.dispose();
  trainer.dispose();
  const { modes, highQualityShare } = modeCoverage(points, grid);
  return { seed, modes, highQualityShare, seconds: (performance.now() - started) / 1000, points };
}

const results: RecipeResult[] = [];
for (const recipe of recipes) {
  const runs: SeedResult[] = [];
  for (const seed of seeds) {
    const run = await train(recipe, seed);
    runs.push(run);
    console.log(`${recipe.heading}, seed ${seed}: ${run.modes} modes, ${percent(run.highQualityShare)}`);
  }
  results.push(summarise(recipe, runs));
}

const realSamples = grid.sample(settings.samples, createRandom(0));
const real = (await realSamples.array()) as number[][];
realSamples.dispose();
savePicture('penalties.png', penaltiesPicture({ mixture: grid, real, results }), options);
saveJson('penalties.json', {
  settings: { ...settings, steps, seeds: seeds.length },
  results: results.map(({ recipe, typical, ...result }) => ({
    recipe: recipe.name,
    ...result,
    seeds: result.seeds.map(({ points, ...run }) => run),
  })),
});
if (options.assets) writePenaltiesTable(results);
for (const { recipe, modes, highQualityShare } of results) {
  console.log(`${recipe.heading}: ${modes} of 25 modes, ${percent(highQualityShare)} (medians)`);
}
