import { text } from '@observablehq/plot';
import type { Panel } from './figure';
import { circleColour, type Point, planePanel } from './plane-panel';

export const realColour = '#555';
export const generatedColour = '#0a6ebd';

/** One of a mixture's modes, enlarged. */
export interface ModeCloseUp extends Pick<Panel, 'heading' | 'notes'> {
  readonly side: number;
  readonly centre: Point;
  readonly standardDeviation: number;
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

/** Real and generated points around a mode, with the circle of 3 σ in which they count as of high quality. */
export function modeCloseUp(options: ModeCloseUp): Panel {
  const { centre, standardDeviation, real, generated, ...head } = options;
  const reach = 5 * standardDeviation;
  const radius = 3 * standardDeviation;
  const legend = (content: string, fill: string, dy: number) =>
    text([content], {
      x: centre[0]! - reach,
      y: centre[1]! + reach,
      dx: 6,
      dy,
      textAnchor: 'start',
      fill,
      fontWeight: 'bold',
    });
  return planePanel({
    ...head,
    middle: centre,
    reach,
    clouds: [
      { points: real, fill: realColour, r: 2 },
      { points: generated, fill: generatedColour, r: 2 },
    ],
    circles: [{ centre, radius }],
    marks: [
      legend('grey: real', realColour, 14),
      legend('blue: generated', generatedColour, 28),
      text([`3 σ = ${Number(radius.toPrecision(3))} around the centre`], {
        x: centre[0]!,
        y: centre[1]! + radius,
        dy: -10,
        fill: circleColour,
      }),
    ],
  });
}
