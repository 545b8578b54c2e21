import {
  add,
  clone,
  keep,
  mean,
  mul,
  type Scalar,
  scalar,
  square,
  sub,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkNumber,
  describeValue,
  interval,
  isTensor,
  nonNegative,
  refuseUnknownKeys,
} from '../errors';
import { stopGradient } from '../gradients';
import { checkedPenalty } from './checked-penalty';
import { checkSamples } from './input-gradient';
import type { Penalty } from './penalty';

/** The moving averages of D's logits that LeCam regularization is anchored at. */
export interface LeCamAnchors {
  /** The moving average of D's mean logit on real samples, α_R. */
  readonly real: Tensor | number;
  /** The moving average of D's mean logit on generated samples, α_F. */
  readonly fake: Tensor | number;
}

/**
 * LeCam regularization: λ · (E(D(x) − α_F)² + E(D(G(z)) − α_R)²), each batch held near the other's moving average.
 * It takes logits, and needs no second-order gradient.
 *
 * Source: Tseng et al. 2021, "Regularizing Generative Adversarial Networks under Limited Data", eq. 7.
 *
 * @param realLogits - D's logits on real samples
 * @param fakeLogits - D's logits on generated samples
 * @param anchors - the moving averages: α_R on real, α_F on generated samples
 * @param options - `weight`: λ, default 0.3
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for logits that aren't float32 tensors, anchors that are missing, a weight out of range, or
 *   an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { leCamRegularization } from 'gan-core/penalties';
 * const real = tf.tensor1d([1, 3]);
 * const fake = tf.tensor1d([-1, -1]);
 * // E(D(x) − 0)² + E(D(G(z)) − 1)² = (1 + 9)/2 + 4
 * console.log(leCamRegularization(real, fake, { real: 1, fake: 0 }, { weight: 1 }).arraySync()); // → 9
 * ```
 */
export function leCamRegularization(
  realLogits: Tensor,
  fakeLogits: Tensor,
  anchors: LeCamAnchors,
  options: { readonly weight?: number } = {},
): Scalar {
  refuseUnknownKeys(options, ['weight']);
  const { weight = 0.3 } = options;
  checkSamples('realLogits', realLogits);
  checkSamples('fakeLogits', fakeLogits);
  const { real, fake } = readAnchors(anchors);
  checkNumber('weight', weight, nonNegative);
  return tidy(() => {
    const towards = (logits: Tensor, anchor: Tensor | number) => mean(square(sub(logits, anchor)));
    return mul(add(towards(realLogits, fake), towards(fakeLogits, real)), weight) as Scalar;
  });
}

/**
 * {@link leCamRegularization} as the Trainer takes it, with its moving averages: α ← decay·α + (1 − decay)·(batch mean),
 * from 0 on, updated before each use without a gradient. It belongs to one Trainer, whose `dispose` frees the averages.
 *
 * @param options - `weight`: λ, default 0.3; `decay`: default 0.99
 * @returns the penalty
 * @throws ArgumentError for a weight or a decay out of range, or an unknown option
 *
 * @example
 * ```ts
 * import { leCamPenalty } from 'gan-core/penalties';
 * // For the Trainer's `penalties`: it keeps the moving averages itself.
 * const { name, every } = leCamPenalty({ weight: 0.3, decay: 0.99 });
 * console.log(name, every); // → lecam 1
 * ```
 */
export function leCamPenalty(options: { readonly weight?: number; readonly decay?: number } = {}): Penalty {
  refuseUnknownKeys(options, ['weight', 'decay']);
  const { weight = 0.3, decay = 0.99 } = options;
  checkNumber('weight', weight, nonNegative);
  checkNumber('decay', decay, interval('[0, 1)'));
  let anchors: { real: Tensor; fake: Tensor } | undefined;
  let updates = 0;
  const move = (anchor: Tensor, logits: Tensor) =>
    keep(add(mul(anchor, decay), mul(mean(logits), 1 - decay)));
  const release = () => {
    anchors?.real.dispose();
    anchors?.fake.dispose();
  };
  return checkedPenalty({
    name: 'lecam',
    every: 1,
    compute({ realLogits, fakeLogits }) {
      checkSamples('realLogits', realLogits);
      checkSamples('fakeLogits', fakeLogits);
      const moved = tidy(() => {
        const former = anchors ?? { real: scalar(0), fake: scalar(0) };
        return {
          real: move(former.real, stopGradient(realLogits)),
          fake: move(former.fake, stopGradient(fakeLogits)),
        };
      });
      release();
      anchors = moved;
      updates++;
      return leCamRegularization(realLogits, fakeLogits, anchors, { weight });
    },
    save: () => ({ updates, tensors: anchors ? copyOf(anchors) : {} }),
    restore(state) {
      const { real, fake } = state.tensors;
      if ([real, fake].some((average) => average && !isScalar(average)))
        throw new ArgumentError('state', 'holds averages that are no scalars; expected what save() gave.');
      const restored = real && fake && copyOf({ real, fake });
      release();
      anchors = restored;
      updates = state.updates;
    },
    dispose() {
      release();
      anchors = undefined;
      updates = 0;
    },
  });
}

function copyOf({ real, fake }: { real: Tensor; fake: Tensor }): { real: Tensor; fake: Tensor } {
  return { real: keep(clone(real)), fake: keep(clone(fake)) };
}

/** The anchors, checked and read once. */
function readAnchors(anchors: LeCamAnchors): LeCamAnchors {
  const read = (side: keyof LeCamAnchors): Tensor | number => {
    const anchor = anchors?.[side];
    if (Number.isFinite(anchor) || isScalar(anchor)) return anchor;
    const came =
      isTensor(anchor) && anchor.isDisposed ? `a disposed tensor as ${side}` : describeValue(anchors);
    throw new ArgumentError(
      'anchors',
      `got ${came}; expected { real, fake }, each a number or a scalar: the moving averages of D's mean logits. In a Trainer, leCamPenalty() keeps them.`,
    );
  };
  return { real: read('real'), fake: read('fake') };
}

function isScalar(value: unknown): boolean {
  return isTensor(value) && value.size === 1 && value.dtype === 'float32' && !value.isDisposed;
}
