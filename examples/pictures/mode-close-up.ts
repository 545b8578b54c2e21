import type { Panel } from './figure';
import { type Point, planePanel } from './plane-panel';

/** Those of the playground, the templates and gan-core/figures. */
export const realColor = '#0072b2';
export const generatedColor = '#d55e00';
const circleColor = '#222';

/** One of a mixture's modes, enlarged. */
export interface ModeCloseUp extends Pick<Panel, 'heading' | 'notes'> {
  readonly side: number;
  readonly center: Point;
  readonly standardDeviation: number;
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

/** Real and generated points around a mode, with the circle of 3 σ in which they count as of high quality. */
export function modeCloseUp(options: ModeCloseUp): Promise<Panel> {
  const { center, standardDeviation, real, generated, ...head } = options;
  const [x, y] = center as [number, number];
  const reach = 5 * standardDeviation;
  const radius = 3 * standardDeviation;
  /** A unit of the picture, in the data's. */
  const unit = (2 * reach) / head.side;
  const legend = (text: string, color: string, below: number) =>
    ({
      text,
      at: [x - reach + 6 * unit, y + reach - below * unit],
      anchor: 'start',
      color,
      bold: true,
    }) as const;
  return planePanel({
    ...head,
    middle: center,
    reach,
    clouds: [
      { points: real, fill: realColor, r: 2 },
      { points: generated, fill: generatedColor, r: 2 },
    ],
    circles: [{ center, radius }],
    labels: [
      legend('blue: real', realColor, 14),
      legend('orange: generated', generatedColor, 28),
      {
        text: `3 σ = ${Number(radius.toPrecision(3))} around the center`,
        at: [x, y + radius + 10 * unit],
        color: circleColor,
      },
    ],
  });
}
