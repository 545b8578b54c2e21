import '#tfjs-gradients';
import { neg, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../errors';
import type { AdversarialLoss } from './adversarial-loss';
import type { FDivergence } from './f-divergence';
import {
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

/** What every f-GAN loss must be told. */
export interface FGanOptions {
  /** The divergence to play for, such as `klFDivergence`. */
  readonly divergence: FDivergence;
}

/** What the generator of an f-GAN may be told. */
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
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", eq. 4 and 6, negated to be minimised.
 *
 * @param realLogits - D's logits v on real samples, any shape
 * @param fakeLogits - D's logits v on generated samples, any shape
 * @param options - `divergence`, `reduction`
 * @returns the loss, of either sign: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, no divergence, or an unknown reduction
 *   or option
 */
export function fGanDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> & FGanOptions,
): ReducedPairLoss<R> {
  checkLogitPair(realLogits, fakeLogits);
  const divergence = checkDivergence(options);
  checkLossOptions(options, 'divergence');
  return reducePair(
    () => [neg(divergence.outputActivation(realLogits)), conjugateOfOutput(divergence, fakeLogits)],
    options.reduction,
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
 */
export function fGanGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> & FGanOptions & FGanForm,
): ReducedLoss<R> {
  checkLogits('fakeLogits', fakeLogits);
  const divergence = checkDivergence(options);
  checkLossOptions(options, 'divergence', 'form');
  const { form = 'saturating', reduction } = options;
  checkForm(form);
  return tidy(() => {
    const value =
      form === 'saturating'
        ? conjugateOfOutput(divergence, fakeLogits)
        : divergence.outputActivation(fakeLogits);
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
 */
export function fGanLoss(divergence: FDivergence, options: FGanForm = {}): AdversarialLoss {
  checkDivergence({ divergence });
  refuseUnknownKeys(options, ['form']);
  const { form = 'saturating' } = options;
  checkForm(form);
  const { name, unit = 'nats' } = divergence;
  return {
    name: `f-GAN, ${name}`,
    generatorNeedsReal: false,
    discriminator: ({ real, fake }) => fGanDiscriminatorLoss(real, fake, { divergence }),
    generator: ({ fake }) => fGanGeneratorLoss(fake, { divergence, form }),
    divergence: {
      name,
      unit,
      fromDiscriminatorLoss: (loss) => divergence.fromBound?.(-loss) ?? -loss,
    },
  };
}

function conjugateOfOutput(divergence: FDivergence, v: Tensor): Tensor {
  return divergence.conjugateOfOutput?.(v) ?? divergence.conjugate(divergence.outputActivation(v));
}

function checkDivergence(options: FGanOptions | undefined): FDivergence {
  const divergence = options?.divergence;
  if (typeof divergence?.outputActivation !== 'function' || typeof divergence.conjugate !== 'function') {
    throw new ArgumentError(
      'divergence',
      `got ${describeValue(divergence)}; expected an FDivergence, such as klFDivergence.`,
    );
  }
  return divergence;
}

function checkForm(form: unknown): void {
  if (form !== 'saturating' && form !== 'alternative') {
    throw new ArgumentError('form', `got ${describeValue(form)}; expected 'saturating' or 'alternative'.`);
  }
}
