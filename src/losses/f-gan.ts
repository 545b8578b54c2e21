import '#tfjs-gradients';
import { neg, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, checkMembers, describeValue, refuseUnknownKeys } from '../errors';
import type { AdversarialLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import type { FDivergence } from './f-divergence';
import {
  checkFloats,
  checkLogitPair,
  checkLogits,
  checkLossOptions,
  type LossOptions,
  type ReducedLoss,
  type ReducedPairLoss,
  type Reduction,
  reduceLoss,
  reducePair,
} from './reduction';

/** Options of every f-GAN loss. */
export interface FGanOptions {
  /** The divergence that G is to minimize, such as `klFDivergence`. */
  readonly divergence: FDivergence;
}

/** Options of an f-GAN's generator loss. */
export interface FGanForm {
  /**
   * `'saturating'` (default): −E f*(g(f)), the game whose value is the divergence. `'alternative'`: −E g(f), which has the
   * same trend, and for KL, Jensen–Shannon and GAN a slope that doesn't vanish where D is sure (Nowozin et al. 2016,
   * §3.2). For reverse KL, Neyman, Hellinger it grows as e^(−f) there.
   */
  readonly form?: 'saturating' | 'alternative';
}

/**
 * The discriminator's half of f-GAN: −(E g(r) − E f*(g(f))), with the divergence's output activation g and conjugate f*.
 *
 * It is at least −D_f(p‖q), and equal to it at the best D, where g(v) = f′(p/q).
 *
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", eq. 4 and 6, negated to be minimized.
 *
 * @param realLogits - D's logits v on real samples, any shape
 * @param fakeLogits - D's logits v on generated samples, any shape
 * @param options - `divergence`, `reduction`
 * @returns the loss, of either sign: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, no divergence, or an unknown reduction
 *   or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fGanDiscriminatorLoss, klFDivergence } from 'gan-core/losses';
 * const real = tf.tensor1d([2]);
 * const fake = tf.tensor1d([1]);
 * // E f*(T) on generated samples less E T on real ones: exp(1 − 1) − 2.
 * console.log(fGanDiscriminatorLoss(real, fake, { divergence: klFDivergence }).arraySync()); // → -1
 * ```
 */
export function fGanDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> & FGanOptions,
): ReducedPairLoss<R> {
  checkLogitPair(realLogits, fakeLogits);
  const { divergence, reduction } = options ?? {};
  checkDivergence(divergence);
  checkLossOptions(options, 'divergence');
  return reducePair(
    () => [neg(outputActivation(divergence, realLogits)), conjugateOfOutput(divergence, fakeLogits)],
    reduction,
  );
}

/**
 * The generator's half of f-GAN: −E f*(g(f)), or in the alternative form −E g(f).
 *
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", eq. 4 and §3.2.
 *
 * @param fakeLogits - D's logits v on generated samples, any shape
 * @param options - `divergence`, `form`, `reduction`
 * @returns the loss, of either sign: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, no divergence, or an unknown form,
 *   reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fGanGeneratorLoss, klFDivergence } from 'gan-core/losses';
 * const fake = tf.tensor1d([1]);
 * // −E f*(T) = −exp(1 − 1)
 * console.log(fGanGeneratorLoss(fake, { divergence: klFDivergence }).arraySync()); // → -1
 * ```
 */
export function fGanGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> & FGanOptions & FGanForm,
): ReducedLoss<R> {
  checkLogits('fakeLogits', fakeLogits);
  const { divergence, form = 'saturating', reduction } = options ?? {};
  checkDivergence(divergence);
  checkLossOptions(options, 'divergence', 'form');
  checkForm(form);
  return tidy(() => {
    const value =
      form === 'saturating'
        ? conjugateOfOutput(divergence, fakeLogits)
        : outputActivation(divergence, fakeLogits);
    return reduceLoss(neg(value), reduction);
  }) as ReducedLoss<R>;
}

/**
 * An f-GAN as the Trainer takes it: {@link fGanDiscriminatorLoss} and {@link fGanGeneratorLoss}. D's loss reads as the
 * divergence by its usual name: the bound −loss, converted where f-GAN's convention is another one (its
 * Jensen–Shannon and squared Hellinger are twice the usual, its GAN is 2·JS − 2 log 2).
 *
 * @param divergence - such as `klFDivergence`, or one of your own
 * @param options - `form` of the generator's loss
 * @returns the two halves, with that reading
 * @throws ArgumentError for what isn't an FDivergence, or an unknown form or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fGanLoss, klFDivergence } from 'gan-core/losses';
 * const real = tf.tensor1d([2]);
 * const fake = tf.tensor1d([1]);
 * const { name, discriminator } = fGanLoss(klFDivergence);
 * // exp(1 − 1) − 2
 * console.log(name, discriminator({ real, fake }).arraySync()); // → f-GAN, Kullback–Leibler -1
 * ```
 */
export function fGanLoss(divergence: FDivergence, options: FGanForm = {}): AdversarialLoss {
  const name = checkDivergence(divergence);
  refuseUnknownKeys(options, ['form']);
  const { form = 'saturating' } = options;
  checkForm(form);
  const { unit = 'nats' } = divergence;
  return checkedGame({
    name: `f-GAN, ${name}`,
    generatorNeedsReal: false,
    discriminator: ({ real, fake }) => fGanDiscriminatorLoss(real, fake, { divergence }),
    generator: ({ fake }) => fGanGeneratorLoss(fake, { divergence, form }),
    divergence: {
      name,
      unit,
      fromDiscriminatorLoss: (loss) => divergence.fromBound?.(-loss) ?? -loss,
    },
  });
}

function outputActivation(divergence: FDivergence, v: Tensor): Tensor {
  return ofFormula('outputActivation', divergence.outputActivation(v));
}

function conjugateOfOutput(divergence: FDivergence, v: Tensor): Tensor {
  const joint = divergence.conjugateOfOutput?.(v);
  if (joint !== undefined) return ofFormula('conjugateOfOutput', joint);
  return ofFormula('conjugate', divergence.conjugate(outputActivation(divergence, v)));
}

/** Checks the result of a formula, which may be a user's own. */
function ofFormula(name: string, value: Tensor): Tensor {
  checkFloats(`divergence.${name}`, value, 'for each logit, as what its formula gives');
  return value;
}

/** Refuses what isn't an FDivergence; gives the name of one. */
function checkDivergence(divergence: FDivergence): string {
  const { name = '' } = checkMembers('divergence', divergence, {
    expected: 'an FDivergence, such as klFDivergence',
    functions: ['outputActivation', 'conjugate'],
    maybe: ['conjugateOfOutput', 'fromBound'],
    strings: ['name'],
  });
  return name;
}

function checkForm(form: unknown): void {
  if (form !== 'saturating' && form !== 'alternative') {
    throw new ArgumentError('form', `got ${describeValue(form)}; expected 'saturating' or 'alternative'.`);
  }
}
