import { add, mul, reshape, sub, type Tensor, tensor, tidy, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor } from '../errors';
import { processWide } from '../process';
import { checkRandom, createRandom, type Random } from '../random';

/** Source of the interpolation's randomness: u itself, or a seed for it, or a stream. */
export interface InterpolationOptions {
  /** u, `[batch]`, each in [0, 1]: x̂ = u·real + (1 − u)·fake. Default: uniform. */
  readonly interpolation?: Tensor;
  /** Draws u from a stream of this seed: the same u in each call. */
  readonly seed?: number;
  /** Draws u from this stream: another u in each call. Default: one stream for the process, seeded with 0. */
  readonly random?: Random;
}

const processStream = () => processWide('penalty-stream', () => createRandom(0));

/** The stream that the options name; where they name none, the process's own. */
export function streamOf({ seed, random }: { readonly seed?: number; readonly random?: Random }): Random {
  if (seed !== undefined) return createRandom(seed);
  if (random === undefined) return processStream();
  checkRandom(random, ['next']);
  return random;
}

/** Samples between the real and the generated ones: x̂ = u·real + (1 − u)·fake, one u a sample. */
export function interpolate(real: Tensor, fake: Tensor, options: InterpolationOptions): Tensor {
  if (!util.arraysEqual(real.shape, fake.shape)) {
    throw new ArgumentError(
      'fake',
      `has shape [${fake.shape}]; expected [${real.shape}], the shape of \`real\`.`,
    );
  }
  const batch = real.shape[0]!;
  const { interpolation } = options;
  if (interpolation !== undefined) {
    const expected = `a float32 tensor of ${batch} values, one a sample`;
    checkTensor('interpolation', interpolation, { expected, dtype: 'float32' });
  }
  if (interpolation && interpolation.size !== batch) {
    throw new ArgumentError(
      'interpolation',
      `has shape [${interpolation.shape}]; expected [${batch}], one value a sample.`,
    );
  }
  return tidy(() => {
    const shape = real.shape.map((_, axis) => (axis === 0 ? batch : 1));
    const u = interpolation ? reshape(interpolation, shape) : uniform(shape, streamOf(options));
    return add(fake, mul(u, sub(real, fake)));
  });
}

/** Uniform numbers in [0, 1). */
export function uniform(shape: readonly number[], random: Random): Tensor {
  const values = new Float32Array(util.sizeFromShape([...shape]));
  for (let index = 0; index < values.length; index++) values[index] = random.next();
  return tensor(values, [...shape]);
}
