import type { EqualGaussians } from 'gan-core/distributions';
import { figureToPng } from './figure';
import { generatedColor, modeCloseUp, realColor } from './mode-close-up';
import { type Point, planePanel } from './plane-panel';

/** What the ring's picture shows. */
export interface RingPicture {
  readonly title: string;
  readonly subtitle: string;
  /** The mixture that the real points come from. */
  readonly ring: Pick<EqualGaussians, 'centers' | 'standardDeviation'>;
  readonly real: readonly Point[];
  readonly generated: readonly Point[];
}

const side = 290;

/** Real and generated points side by side on equal axes, then both around one mode; the circles are those of 3 σ. */
export async function ringPicture({
  title,
  subtitle,
  ring,
  real,
  generated,
}: RingPicture): Promise<Uint8Array> {
  const { centers, standardDeviation } = ring;
  const whole = {
    side,
    middle: [0, 0],
    reach: 1.25 * Math.max(...centers.flat()),
    circles: centers.map((center) => ({ center, radius: 3 * standardDeviation })),
  };
  return figureToPng({
    title,
    subtitle,
    columns: 3,
    panels: await Promise.all([
      planePanel({
        heading: `The data: ${real.length.toLocaleString('en')} real points`,
        ...whole,
        clouds: [{ points: real, fill: realColor, r: 1.1 }],
      }),
      planePanel({
        heading: `The GAN: ${generated.length.toLocaleString('en')} generated points`,
        ...whole,
        clouds: [{ points: generated, fill: generatedColor, r: 1.1 }],
      }),
      modeCloseUp({
        heading: `The mode at upper right, enlarged: σ = ${standardDeviation}`,
        side,
        center: centers[1]!,
        standardDeviation,
        real,
        generated,
      }),
    ]),
  });
}
