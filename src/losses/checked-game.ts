import { ArgumentError, anyNumber, checkNumber, describeValue } from '../errors';
import type { AdversarialLoss, StandaloneLoss } from './adversarial-loss';

/** The game with a look at what its halves are given: they are called from a Trainer, but by anyone's own loop too. */
export function checkedGame(game: StandaloneLoss): StandaloneLoss;
export function checkedGame(game: AdversarialLoss): AdversarialLoss;
export function checkedGame(game: AdversarialLoss): AdversarialLoss {
  const { discriminator, generator, divergence, ...rest } = game;
  return {
    ...rest,
    discriminator: (logits, context) => discriminator(checkLogits(logits), context),
    generator: (logits, context) => generator(checkLogits(logits), context),
    ...(divergence && {
      divergence: {
        ...divergence,
        fromDiscriminatorLoss(loss) {
          checkNumber('loss', loss, anyNumber);
          return divergence.fromDiscriminatorLoss(loss);
        },
      },
    }),
  };
}

/** Refuses what holds no logits; each half reads those that it needs, for a Trainer computes some only then, and looks at them. */
function checkLogits<Logits>(logits: Logits): Logits {
  if (typeof logits === 'object' && logits !== null) return logits;
  throw new ArgumentError('logits', `got ${describeValue(logits)}; expected { real, fake }, a tensor each.`);
}
