import type { EqualGaussians } from 'gan-core/distributions';
import { percent, type RecipeResult } from '../penalty-results';
import { figureToPng } from './figure';
import { generatedColor, modeCloseUp, realColor } from './mode-close-up';
import { type Point, planePanel } from './plane-panel';

/** What the penalties' picture shows. */
export interface PenaltiesPicture {
  readonly mixture: Pick<EqualGaussians, 'centers' | 'standardDeviation'>;
  readonly real: readonly Point[];
  readonly results: readonly RecipeResult[];
}

const side = 300;

/** The data, each recipe's samples on the same axes, and the last recipe's around one mode, enlarged. */
export async function penaltiesPicture({ mixture, real, results }: PenaltiesPicture): Promise<Uint8Array> {
  const { centers, standardDeviation } = mixture;
  const modes = centers.length;
  const whole = {
    side,
    middle: [0, 0],
    reach: 1.25 * Math.max(...centers.flat()),
    circles: centers.map((center) => ({ center, radius: 3 * standardDeviation })),
  };
  const samples = results[0]!.typical.points.length.toLocaleString('en');
  const last = results.at(-1)!;
  const seeds = results[0]!.seeds.length;
  return figureToPng({
    title: `${modes} Gaussians on a grid, and what a GAN makes of them by each recipe`,
    subtitle: `Circles: 3 σ around a mode's center; a mode counts where a point lies within. Drawn: ${samples} points of the seed, of ${seeds}, with the median share within.`,
    columns: 3,
    panels: await Promise.all([
      planePanel({
        heading: 'The data',
        notes: [`${real.length.toLocaleString('en')} real points`],
        ...whole,
        clouds: [{ points: real, fill: realColor, r: 1.1 }],
      }),
      ...results.map(({ recipe, modes: reached, highQualityShare, typical }) =>
        planePanel({
          heading: recipe.heading,
          notes: [
            `drawn: ${outcome(typical, modes)}`,
            `median of the seeds: ${outcome({ modes: reached, highQualityShare }, modes)}`,
          ],
          ...whole,
          clouds: [{ points: typical.points, fill: generatedColor, r: 1.1 }],
        }),
      ),
      modeCloseUp({
        heading: `${last.recipe.heading}: the mode at (0, 0), enlarged`,
        notes: [`standard deviation σ = ${standardDeviation}`],
        side,
        center: centers.find((center) => center.every((value) => value === 0)) ?? centers[0]!,
        standardDeviation,
        real,
        generated: last.typical.points,
      }),
    ]),
  });
}

function outcome(
  { modes, highQualityShare }: Pick<RecipeResult, 'modes' | 'highQualityShare'>,
  of: number,
): string {
  return `${modes} of ${of} modes, ${percent(highQualityShare)} within the circles`;
}
