import { text } from '@observablehq/plot';
import type { Panel } from './figure';
import { circleColor, type Point, planePanel } from './plane-panel';

export const realColor = '#555';
export const generatedColor = '#0a6ebd';

/** One of a mixture's modes, enlarged. */
export interface ModeCloseUp extends Pick<Panel, 'heading' | 'notes'> {
  readonly side: number;
  readonly center: Point;
  readonly standardDeviation: number;
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

/** Real and generated points around a mode, with the circle of 3 σ in which they count as of high quality. */
export function modeCloseUp(options: ModeCloseUp): Panel {
  const { center, standardDeviation, real, generated, ...head } = options;
  const reach = 5 * standardDeviation;
  const radius = 3 * standardDeviation;
  const legend = (content: string, fill: string, dy: number) =>
    text([content], {
      x: center[0]! - reach,
      y: center[1]! + reach,
      dx: 6,
      dy,
      textAnchor: 'start',
      fill,
      fontWeight: 'bold',
    });
  return planePanel({
    ...head,
    middle: center,
    reach,
    clouds: [
      { points: real, fill: realColor, r: 2 },
      { points: generated, fill: generatedColor, r: 2 },
    ],
    circles: [{ center, radius }],
    marks: [
      legend('gray: real', realColor, 14),
      legend('blue: generated', generatedColor, 28),
      text([`3 σ = ${Number(radius.toPrecision(3))} around the center`], {
        x: center[0]!,
        y: center[1]! + radius,
        dy: -10,
        fill: circleColor,
      }),
    ],
  });
}
