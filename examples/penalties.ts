import { parseArgs } from 'node:util';
import { createRandom, gaussianGrid } from 'gan-core/distributions';
import { writePenaltiesTable } from './pages/penalties-page';
import { penaltyRecipes } from './penalty-recipes';
import { percent, type RecipeResult, type SeedResult, summarise } from './penalty-results';
import { penaltySettings as settings } from './penalty-settings';
import { penaltiesPicture } from './pictures/penalties-picture';
import { saveJson, savePicture } from './save';
import { trainByRecipe } from './train-by-recipe';

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
if (seeds.length === 0) throw new Error(`--seeds ${options.seeds}: expected a whole number, at least 1.`);
if (options.assets && (steps !== settings.steps || seeds.length !== settings.seeds || options.recipe)) {
  throw new Error(
    '--assets writes what the docs show, so it takes the whole run: no --steps, --seeds or --recipe.',
  );
}

const grid = gaussianGrid();
const results: RecipeResult[] = [];
for (const recipe of recipes) {
  const runs: SeedResult[] = [];
  for (const seed of seeds) {
    const run = await trainByRecipe(recipe, { mixture: grid, seed, steps });
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
