import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, checkNumber, describeValue, interval, refuseUnknownKeys } from '../errors';
import type { Random } from '../random';
import { type Augment, drawEach, ofPictures } from './augment';
import { brightened, contrasted, saturated } from './color';
import { cutOut } from './cutout';
import { translated } from './translated';

/** The augmentations of the paper, by the names of its code. */
export type DiffAugmentPolicy = 'color' | 'translation' | 'cutout';

/** Options of {@link diffAugment}. */
export interface DiffAugmentOptions {
  /** Augmentations to make, in their order. Default `['color', 'translation', 'cutout']`. */
  readonly policy?: readonly DiffAugmentPolicy[];
  /** The most that a picture is moved, as a share of its height and width, in [0, 1]. Default 0.125. */
  readonly translation?: number;
  /** Height and width of what is cut out, as a share of the picture's, in [0, 1]. Default 0.5. */
  readonly cutout?: number;
}

/**
 * DiffAugment: differentiable augmentations for real and generated pictures alike, in D's step and in G's. D then can't learn few
 * pictures by heart, and G isn't led to make augmented ones, since its gradient comes through the augmentation. Each picture has
 * parameters of its own:
 *
 * - `'color'`: brightness x + b, b in [−0.5, 0.5); saturation m + s(x − m) around each pixel's mean over the channels, s in
 *   [0, 2); contrast m + c(x − m) around the picture's mean, c in [0.5, 1.5). Values may leave the range of the data.
 * - `'translation'`: by whole pixels, up to an eighth of the size each way, with zeros where nothing came from.
 * - `'cutout'`: zeros in a rectangle of half the size, whose center is anywhere in the picture.
 *
 * The numbers are for pictures in [−1, 1], as tanh gives them, where 0 is gray.
 *
 * Source: Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", §3 and its published code.
 *
 * @param options - `policy`, `translation`, `cutout`
 * @returns the augmentation, for {@link augmented}
 * @throws ArgumentError for an unknown policy or option, or a share out of range; from a call, for what are no float32 pictures
 *   `[batch, height, width, channels]`
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { diffAugment } from 'gan-core/augmentation';
 * import { createRandom } from 'gan-core/distributions';
 * const pictures = tf.ones([8, 4, 4, 3]);
 * const cut = diffAugment({ policy: ['cutout'] })(pictures, createRandom(1));
 * // Of each picture's 16 pixels, 4 or fewer are zeros now.
 * console.log(cut.shape, tf.min(tf.sum(cut, [1, 2, 3])).arraySync()); // → [ 8, 4, 4, 3 ] 36
 * ```
 */
export function diffAugment(options: DiffAugmentOptions = {}): Augment {
  refuseUnknownKeys(options, ['policy', 'translation', 'cutout']);
  const { policy = ['color', 'translation', 'cutout'], translation = 0.125, cutout = 0.5 } = options;
  const changes = readPolicy(policy);
  checkNumber('translation', translation, interval('[0, 1]'));
  checkNumber('cutout', cutout, interval('[0, 1]'));
  return ofPictures((pictures, random) =>
    tidy(() =>
      changes.reduce<Tensor>(
        (current, change) => change(current as Tensor4D, random, { translation, cutout }),
        pictures,
      ),
    ),
  );
}

type Change = (pictures: Tensor4D, random: Random, shares: { translation: number; cutout: number }) => Tensor;

const changesOf: Readonly<Record<DiffAugmentPolicy, Change>> = {
  color(pictures, random) {
    const draw = (least: number, range: number) => drawEach(pictures, () => least + range * random.next());
    const bright = brightened(pictures, draw(-0.5, 1)) as Tensor4D;
    return contrasted(saturated(bright, draw(0, 2)) as Tensor4D, draw(0.5, 1));
  },
  translation(pictures, random, { translation }) {
    const draw = (size: number) => {
      const most = Math.floor(size * translation + 0.5);
      return drawEach(pictures, () => random.integer(2 * most + 1) - most);
    };
    return translated(pictures, draw(pictures.shape[1]), draw(pictures.shape[2]));
  },
  cutout(pictures, random, { cutout }) {
    const [, height, width] = pictures.shape;
    const size = [height, width].map((length) => Math.floor(length * cutout + 0.5)) as [number, number];
    // An even length has its center between two pixels, or at an end of the picture.
    const draw = (length: number, within: number) =>
      random.integer(within + 1 - (length % 2)) - Math.floor(length / 2);
    const squares = drawEach(pictures, () => 0).map(() => ({
      top: draw(size[0], height),
      left: draw(size[1], width),
    }));
    return cutOut(pictures, squares, size);
  },
};

function readPolicy(policy: readonly DiffAugmentPolicy[]): Change[] {
  const names = Object.keys(changesOf);
  const list = Array.isArray(policy) ? Array.from(policy as readonly unknown[]) : undefined;
  const wrong = list?.find((name) => !names.includes(name as string));
  if (list && wrong === undefined && !list.includes(undefined))
    return (list as DiffAugmentPolicy[]).map((name) => changesOf[name]);
  const came = list ? `has ${describeValue(wrong)}` : `got ${describeValue(policy)}`;
  throw new ArgumentError('policy', `${came}; expected an array of 'color', 'translation' and 'cutout'.`);
}
