import { dot } from '@observablehq/plot';
import { percent, type RecipeResult } from '../penalty-results';
import { figureToPng, type Panel } from './figure';

type Point = readonly number[];

/** What the penalties' picture shows. */
export interface PenaltiesPicture {
  readonly mixture: { readonly centres: readonly Point[]; readonly standardDeviation: number };
  readonly real: readonly Point[];
  readonly results: readonly RecipeResult[];
}

/** The side of the square that the points lie in. */
const side = 300;
const range = [-5, 5];
const frame = {
  width: side + 50,
  height: side + 44,
  marginTop: 6,
  marginRight: 14,
  marginBottom: 38,
  marginLeft: 36,
};

/** The data, each recipe's samples on the same axes, and the last recipe's around one mode, enlarged. */
export function penaltiesPicture({ mixture, real, results }: PenaltiesPicture): Uint8Array {
  const modes = mixture.centres.length;
  const panel = (heading: string, points: readonly Point[], colour: string): Panel => ({
    heading,
    ...frame,
    x: { domain: range, label: null, ticks: 5 },
    y: { domain: range, label: null, ticks: 5 },
    grid: true,
    marks: [
      // Rings around the centres, larger than a mode, so that they cover no point.
      dot(mixture.centres, { x: '0', y: '1', r: 9, stroke: '#aaa' }),
      dot(points, { x: '0', y: '1', r: 1.1, fill: colour, fillOpacity: 0.45, clip: true }),
    ],
  });
  const samples = results[0]!.typical.points.length;
  return figureToPng({
    title: `${modes} Gaussians on a grid, and what each recipe makes of them`,
    subtitle: `Medians over the seeds: modes reached, and samples within 3 σ of one. Drawn: ${samples} samples of the seed with the median share; rings mark the modes.`,
    columns: 3,
    panels: [
      panel(`The data: ${real.length} samples`, real, '#444'),
      ...results.map(({ recipe, modes: reached, highQualityShare, typical }) =>
        panel(
          `${recipe.heading}: ${reached} of ${modes} modes, ${percent(highQualityShare)}`,
          typical.points,
          '#0a6ebd',
        ),
      ),
      closeUp(mixture, results.at(-1)!, real),
    ],
  });
}

/** The mode nearest to the origin, with the circle of 3 σ that counts as high quality. */
function closeUp(
  mixture: PenaltiesPicture['mixture'],
  { recipe, typical }: RecipeResult,
  real: readonly Point[],
): Panel {
  const reach = 5 * mixture.standardDeviation;
  const near = (points: readonly Point[]) =>
    points.filter((point) => point.every((value) => Math.abs(value) < reach));
  return {
    heading: `Around (0, 0): data grey, ${recipe.heading} blue, 3 σ`,
    ...frame,
    x: { domain: [-reach, reach], label: null, ticks: 5 },
    y: { domain: [-reach, reach], label: null, ticks: 5 },
    grid: true,
    marks: [
      dot([[0, 0]], { x: '0', y: '1', r: (3 / 5) * (side / 2), stroke: '#222', strokeDasharray: '5,4' }),
      dot(near(real), { x: '0', y: '1', r: 2.5, fill: '#888', fillOpacity: 0.7 }),
      dot(near(typical.points), { x: '0', y: '1', r: 2.5, fill: '#0a6ebd', fillOpacity: 0.7 }),
    ],
  };
}
