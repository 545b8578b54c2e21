import {
  add,
  cast,
  clipByValue,
  div,
  less,
  mean,
  mul,
  reshape,
  scalar,
  sign,
  sub,
  type Tensor,
  tensor1d,
  tidy,
  util,
} from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkNumber,
  checkTensor,
  checkWholeNumber,
  describeValue,
  isFunction,
  isTensor,
  interval as numbersIn,
  positive,
  refuseUnknownKeys,
} from '../errors';
import type { Penalty } from '../penalties';
import { checkRandom, type Random } from '../random';
import { AdaptiveMemory } from './adaptive-memory';
import type { Augment } from './augment';
import { diffAugment } from './diff-augment';
import { horizontalFlip } from './horizontal-flip';

/** Options of {@link adaptiveAugmentation}. */
export interface AdaptiveAugmentationOptions {
  /** The value that r is held at, in (−1, 1). Default 0.6. */
  readonly target?: number;
  /** Thousands of real images in which p may go from 0 to 1. Default 500. */
  readonly kimg?: number;
  /** Number of D's steps from one move of p to the next. Default 4. */
  readonly interval?: number;
  /** The p to begin with, in [0, 1]. Default 0. */
  readonly initial?: number;
  /**
   * The augmentations, each applied to each sample with probability p. Default: horizontal flips (of one sample in two), translation,
   * brightness, saturation and contrast.
   */
  readonly augmentations?: readonly Augment[];
}

/** An augmentation whose strength follows how far D overfits. */
export interface AdaptiveAugmentation {
  /** Applies each augmentation to each sample with probability p: for {@link augmented}. */
  readonly augment: Augment;
  /** Term of D's loss that is 0, and moves p: for the Trainer, which saves and restores p with it. Its `dispose` frees p. */
  readonly term: Penalty;
  /** Reads p from the device: for a callback, seldom. */
  probability(): Promise<number>;
}

/**
 * Adaptive discriminator augmentation (ADA): augments with a probability p that follows how far D overfits. The measure is
 * r = E[sign(D(x))] over real samples, which is 0 where D knows nothing and 1 where it knows every real sample. Every `interval`
 * steps of D, p moves by (the real images since)/(1000·kimg), up where r > target and down where r < target, and stays in [0, 1].
 *
 * D must be `augmented(model, augment)`, and `term` among the Trainer's terms: without it p stays. Nothing is read from the
 * device in training. The sign tells real from generated where D's logit is positive for real, so with minimax,
 * non-saturating, least squares of ±1 and hinge losses, not with Wasserstein or relativistic ones.
 *
 * Not the paper's whole set of augmentations: rotations, scaling and its filters are not here; give your own as
 * `augmentations`.
 *
 * Source: Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", §3 (r_t) and appendix B.
 *
 * @param options - `target`, `kimg`, `interval`, `initial`, `augmentations`
 * @returns the augmentation, and the term that moves its p; they belong to one Trainer
 * @throws ArgumentError for an unknown option or one out of its range; from a call, for samples that an augmentation refuses
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { adaptiveAugmentation } from 'gan-core/augmentation';
 * import { createRandom } from 'gan-core/distributions';
 * const { term, probability } = adaptiveAugmentation({ target: 0.6, kimg: 1, interval: 1 });
 * const [real, logits] = [tf.zeros([100, 8, 8, 1]), tf.ones([100, 1])]; // all real samples found real: r = 1
 * const discriminate = () => logits;
 * const inputs = { discriminate, real, fake: real, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * console.log(term.compute(inputs).arraySync()); // → 0
 * // Up by 100 of 1000 images.
 * console.log((await probability()).toFixed(4)); // → 0.1000
 * ```
 */
export function adaptiveAugmentation(options: AdaptiveAugmentationOptions = {}): AdaptiveAugmentation {
  refuseUnknownKeys(options, ['target', 'kimg', 'interval', 'initial', 'augmentations']);
  const { target = 0.6, kimg = 500, interval = 4, initial = 0 } = options;
  const {
    augmentations = [
      horizontalFlip(),
      diffAugment({ policy: ['translation'] }),
      diffAugment({ policy: ['color'] }),
    ],
  } = options;
  checkNumber('target', target, numbersIn('(-1, 1)'));
  checkNumber('kimg', kimg, positive);
  checkWholeNumber('interval', interval, 1);
  checkNumber('initial', initial, numbersIn('[0, 1]'));
  const list = readAugmentations(augmentations);
  const memory = new AdaptiveMemory(initial);
  return {
    augment: (samples, random) => applied(list, memory, samples, random),
    term: {
      name: 'ada',
      every: 1,
      compute(inputs) {
        const realLogits = (inputs as { realLogits?: Tensor } | undefined | null)?.realLogits;
        const expected = "float32 logits of D's on the real batch";
        checkTensor('inputs.realLogits', realLogits, { expected, dtype: 'float32', leastRank: 1 });
        const {
          shape: [count],
        } = realLogits!;
        memory.move((state, calls) => {
          const signs = add(state.signs, mul(mean(sign(realLogits!)), count!));
          const images = add(state.images, count!);
          if (calls % interval !== 0) return { ...state, signs, images };
          const direction = sign(sub(div(signs, images), target));
          const by = mul(direction, div(images, 1000 * kimg));
          const probability = clipByValue(add(state.probability, by), 0, 1);
          return { probability, signs: scalar(0), images: scalar(0) };
        });
        return scalar(0);
      },
      save: () => memory.save(),
      restore: (state) => memory.restore(state),
      dispose: () => memory.dispose(),
    },
    async probability() {
      const [value] = await memory.read().probability.data();
      return value!;
    },
  };
}

/** Applies each augmentation to each sample with the probability that the memory has. */
function applied(list: readonly Augment[], memory: AdaptiveMemory, samples: Tensor, random: Random): Tensor {
  const expected = 'a float32 batch of samples';
  checkTensor('samples', samples, { expected, dtype: 'float32', leastRank: 1 });
  checkRandom(random, ['next', 'integer']);
  const { probability } = memory.read();
  const shape = samples.shape.map((size, axis) => (axis === 0 ? size : 1));
  return tidy(() =>
    list.reduce((current, change) => {
      const draws = Array.from({ length: shape[0]! }, () => random.next());
      const changed = change(current, random);
      checkChanged(changed, current);
      const isChosen = cast(less(reshape(tensor1d(draws), shape), probability), 'float32');
      // Exact for finite values, as tf.where is.
      return add(mul(isChosen, changed), mul(sub(1, isChosen), current));
    }, samples),
  );
}

function readAugmentations(augmentations: readonly Augment[]): readonly Augment[] {
  const list = Array.isArray(augmentations) ? Array.from(augmentations as readonly Augment[]) : [];
  if (list.length > 0 && list.every(isFunction)) return list;
  throw new ArgumentError(
    'augmentations',
    `got ${describeValue(augmentations)}; expected functions (samples, random) => samples, such as [horizontalFlip()].`,
  );
}

function checkChanged(changed: Tensor, { shape }: Tensor): void {
  if (
    isTensor(changed) &&
    changed.dtype === 'float32' &&
    !changed.isDisposed &&
    util.arraysEqual(changed.shape, shape)
  )
    return;
  throw new ArgumentError(
    'augmentations',
    `gave ${describeValue(changed)}; expected a float32 tensor of shape [${shape}], that of the samples.`,
  );
}
