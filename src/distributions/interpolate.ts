import {
  add,
  atan2,
  div,
  greater,
  mul,
  norm,
  reshape,
  sin,
  sub,
  type Tensor,
  tensor1d,
  tidy,
  util,
  where,
} from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkSize,
  checkTensor,
  checkWholeNumber,
  describeValue,
  refuseUnknownKeys,
} from '../errors';

/** Options of {@link interpolate}. */
export interface InterpolateOptions {
  /** Along the straight line, or along the great circle. Default `'spherical'`. */
  readonly method?: 'linear' | 'spherical';
}

/** Least sin Ω for which the great circle is taken: below it the line differs from it by less than float32 does. */
const LEAST_SINE = 1e-3;

/**
 * Interpolates between two latents: `steps` of them, from a to b with both ends, at t = 0, 1/(steps − 1), …, 1. Linear:
 * (1 − t)·a + t·b. Spherical (slerp): (sin((1 − t)Ω)·a + sin(tΩ)·b)/sin Ω, with Ω the angle between a and b, over all of a latent's
 * values; where they point the same or the opposite way (sin Ω ≤ 10⁻³), linear.
 *
 * Normal noise of many dimensions lies about a sphere, and the line between two such latents runs far within it, where the
 * generator was hardly trained: so `'spherical'` is the default. For uniform noise, and for StyleGAN's w, take `'linear'`.
 *
 * Source: Shoemake 1985, "Animating Rotation with Quaternion Curves"; for GANs: White 2016, "Sampling Generative Networks", §2.1.
 *
 * @param a - one latent, of any shape: of a sampler's batch, `tf.unstack(z)` gives each
 * @param b - another one, of the same shape
 * @param steps - how many latents to give, 2 or more
 * @param options - `method`
 * @returns the latents, `[steps, ...shape]`, as a generator takes them
 * @throws ArgumentError for what are no float32 tensors of one shape, fewer than 2 steps, or an unknown option or method
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { interpolate } from 'gan-core/distributions';
 * const [a, b] = [tf.tensor1d([1, 0]), tf.tensor1d([0, 1])];
 * const [, middle] = interpolate(a, b, 3).arraySync() as number[][];
 * console.log(middle?.map((value) => value.toFixed(4))); // → [ '0.7071', '0.7071' ]
 * console.log(interpolate(a, b, 3, { method: 'linear' }).arraySync()); // → [ [ 1, 0 ], [ 0.5, 0.5 ], [ 0, 1 ] ]
 * ```
 */
export function interpolate(a: Tensor, b: Tensor, steps: number, options: InterpolateOptions = {}): Tensor {
  const expected = 'one latent, a float32 tensor of rank 1 or more';
  checkTensor('a', a, { expected, dtype: 'float32', leastRank: 1 });
  checkTensor('b', b, { expected, dtype: 'float32', leastRank: 1 });
  if (!util.arraysEqual(a.shape, b.shape))
    throw new ArgumentError('b', `has shape [${b.shape}]; expected [${a.shape}], the shape of \`a\`.`);
  checkWholeNumber('steps', steps, 2);
  checkSize('steps', steps * a.size, 'numbers');
  refuseUnknownKeys(options, ['method']);
  const { method = 'spherical' } = options;
  if (method !== 'linear' && method !== 'spherical')
    throw new ArgumentError('method', `got ${describeValue(method)}; expected 'linear' or 'spherical'.`);
  return tidy(() => {
    const places = Array.from({ length: steps }, (_, index) => index / (steps - 1));
    const shape = [steps, ...a.shape.map(() => 1)];
    const t = reshape(tensor1d(places), shape);
    const left = reshape(tensor1d(places.map((place) => 1 - place)), shape);
    if (method === 'linear') return add(mul(left, a), mul(t, b));
    const angle = angleBetween(a, b);
    const sine = sin(angle);
    const isCircle = greater(sine, LEAST_SINE);
    const divisor = where(isCircle, sine, 1);
    const weight = (part: Tensor) => where(isCircle, div(sin(mul(part, angle)), divisor), part);
    return add(mul(weight(left), a), mul(weight(t), b));
  });
}

/** The angle between two vectors; unlike the arc cosine of their product, right where it is near 0 or π. */
function angleBetween(a: Tensor, b: Tensor): Tensor {
  const lengthOf = (x: Tensor) => norm(reshape(x, [-1]));
  const unit = (x: Tensor) => {
    const length = lengthOf(x);
    return div(x, where(greater(length, 0), length, 1));
  };
  const [first, second] = [unit(a), unit(b)];
  return mul(2, atan2(lengthOf(sub(first, second)), lengthOf(add(first, second))));
}
