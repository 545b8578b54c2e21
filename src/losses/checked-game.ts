import { ArgumentError, anyNumber, checkNumber, describeValue } from '../errors';
import type { AdversarialLoss } from './adversarial-loss';

/** The game with a look at what its halves are given: they are called from a Trainer, but by anyone's own loop too. */
export function checkedGame(game: AdversarialLoss): AdversarialLoss {
  const { discriminator, generator, divergence, ...rest } = game;
  return {
    ...rest,
    discriminator: (logits) => discriminator(readLogits(logits)),
    generator: (logits) => generator(readLogits(logits)),
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

/** The two batches, read once; the loss itself looks at each that it needs. */
function readLogits<Logits extends { readonly real?: unknown; readonly fake: unknown }>(
  logits: Logits,
): Logits {
  if (typeof logits !== 'object' || logits === null)
    throw new ArgumentError(
      'logits',
      `got ${describeValue(logits)}; expected { real, fake }, a tensor each.`,
    );
  const { real, fake } = logits;
  return { real, fake } as Logits;
}
