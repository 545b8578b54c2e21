import { dot } from '@observablehq/plot';
import { figureToPng, type Panel } from './figure';

type Point = readonly number[];

/** What the ring's picture shows. */
export interface RingPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly centres: readonly Point[];
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

/** The side of the square that the points lie in. */
const side = 340;
const range = [-1.3, 1.3];

/** Real and generated points side by side on equal axes, the modes' centres marked in both. */
export function ringPicture({ title, subtitle, centres, real, generated }: RingPicture): Uint8Array {
  const panel = (heading: string, points: readonly Point[], colour: string): Panel => ({
    heading,
    width: side + 50,
    height: side + 30,
    marginTop: 6,
    marginRight: 14,
    marginBottom: 24,
    marginLeft: 36,
    x: { domain: range, label: null, ticks: 5 },
    y: { domain: range, label: null, ticks: 5 },
    grid: true,
    marks: [
      // Rings around the centres, larger than a mode, so that they cover no point.
      dot(centres, { x: '0', y: '1', r: 16, stroke: '#bbb' }),
      dot(centres, { x: '0', y: '1', r: 4, symbol: 'plus', stroke: '#222' }),
      dot(points, { x: '0', y: '1', r: 1.2, fill: colour, fillOpacity: 0.5 }),
    ],
  });
  return figureToPng({
    title,
    subtitle,
    columns: 2,
    panels: [
      panel(`${real.length} real points`, real, '#555'),
      panel(`${generated.length} generated points`, generated, '#0a6ebd'),
    ],
  });
}
