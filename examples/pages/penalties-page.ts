import { readFileSync, writeFileSync } from 'node:fs';
import { percent, type RecipeResult } from '../penalty-results';
import { penaltySettings as settings } from '../penalty-settings';

const [start, end] = [
  '<!-- results: written by npm run example:penalties -- --assets -->',
  '<!-- /results -->',
];

/** Writes the results into a page, docs/penalties.md, between their marks. */
export function writePenaltiesTable(results: readonly RecipeResult[], page: string): void {
  const text = readFileSync(page, 'utf8');
  const [before, after] = [text.indexOf(start), text.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${page} lacks the marks ${start} … ${end}`);
  const table = `${start}\n${penaltiesTable(results)}\n`;
  writeFileSync(page, text.slice(0, before) + table + text.slice(after));
}

/** The results in Markdown: medians over the seeds, and each seed as modes/share. */
function penaltiesTable(results: readonly RecipeResult[]): string {
  return [
    '| recipe | modes | high quality | each seed: modes, high quality | steps | updates of D in each | learning rate | seconds a seed |',
    '|---|---|---|---|---|---|---|---|',
    ...results.map(({ recipe, modes, highQualityShare, seconds, seeds }) => {
      const each = seeds.map((seed) => `${seed.modes}, ${percent(seed.highQualityShare)}`).join('; ');
      return `| ${[
        `${recipe.heading}: \`${recipe.code}\``,
        `${modes} of 25`,
        percent(highQualityShare),
        each,
        settings.steps * recipe.stepsShare,
        recipe.discriminatorSteps,
        recipe.learningRate,
        seconds.toFixed(0),
      ].join(' | ')} |`;
    }),
  ].join('\n');
}
