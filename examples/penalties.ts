import { join } from 'node:path';
import { createRandom, gaussianGrid } from 'gan-core/distributions';
import type { ExampleOptions } from './example';
import { writePenaltiesTable } from './pages/penalties-page';
import { penaltyRecipes } from './penalty-recipes';
import { percent, type RecipeResult, type SeedResult, summarize } from './penalty-results';
import { penaltySettings as settings } from './penalty-settings';
import { penaltiesPicture } from './pictures/penalties-picture';
import { saveJson, savePicture } from './save';
import { trainByRecipe } from './train-by-recipe';

// Four recipes of a loss and its penalties on 25 Gaussians, 5 seeds each. Run it: npx gan-core penalties

/** Trains by each recipe, and compares what came out. */
export async function run(options: ExampleOptions): Promise<void> {
  const { steps, seed, seeds, signal } = options;
  const recipes = penaltyRecipes.filter(({ name }) => name === (options.only ?? name));

  const grid = gaussianGrid();
  const results: RecipeResult[] = [];
  for (const recipe of recipes) {
    const runs: SeedResult[] = [];
    for (let each = seed; each < seed + seeds; each++) {
      const number = results.length * seeds + runs.length + 1;
      console.log(`${recipe.heading}, seed ${each} (run ${number} of ${recipes.length * seeds})`);
      const run = await trainByRecipe(recipe, { mixture: grid, seed: each, steps, signal });
      runs.push(run);
      console.log(
        `  ${run.modes} of 25 modes, ${percent(run.highQualityShare)} of the samples within 3 σ of one`,
      );
    }
    results.push(summarize(recipe, runs));
  }

  for (const { recipe, modes, highQualityShare } of results) {
    console.log(
      `${recipe.heading}: ${modes} of 25 modes, ${percent(highQualityShare)} (medians over the seeds)`,
    );
  }

  const realSamples = grid.sample(settings.samples, createRandom(0));
  const real = (await realSamples.array()) as number[][];
  realSamples.dispose();
  saveJson(
    'penalties.json',
    {
      settings: { ...settings, steps, seed, seeds },
      results: results.map(({ recipe, typical, ...result }) => ({
        recipe: recipe.name,
        ...result,
        seeds: result.seeds.map(({ points, ...run }) => run),
      })),
    },
    options,
  );
  savePicture('penalties.png', await penaltiesPicture({ mixture: grid, real, results }), options);
  if (options.assets !== undefined) {
    const page = join(options.assets, '../penalties.md');
    writePenaltiesTable(results, page);
    options.onSaved(page);
  }
}
