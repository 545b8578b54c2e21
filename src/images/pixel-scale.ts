import { refuseUnless } from '../errors';

/**
 * Scaling of pixels, v from 0 to 255: `'tanh'` is v / 127.5 − 1, from −1 to 1, for a generator that ends in tanh; `'unit'`
 * is v / 255, from 0 to 1, for one that ends in a sigmoid.
 */
export type PixelScale = 'tanh' | 'unit';

/** A scaling: a pixel is divided, then the offset is subtracted. */
interface Scaling {
  readonly divisor: number;
  readonly offset: number;
}

const scalings: Readonly<Record<PixelScale, Scaling>> = {
  tanh: { divisor: 127.5, offset: 1 },
  unit: { divisor: 255, offset: 0 },
};

/** The scaling of that name; refuses another name. */
export function scalingOf(scale: PixelScale): Scaling {
  refuseUnless(
    typeof scale === 'string' && Object.hasOwn(scalings, scale),
    'scale',
    scale,
    "'tanh' (−1 to 1) or 'unit' (0 to 1)",
  );
  return scalings[scale];
}
