import type { Sides } from '../samples/sides';

/** Facts that decide whether a discriminator's estimate can be trusted. */
export interface DiscriminatorOutcome {
  readonly value: number;
  readonly standardError: number;
  /** The lower end of the interval. */
  readonly lower: number;
  /** The same reading on the training samples. */
  readonly trainingValue: number;
  /** The mean of both sides' held-out accuracies. */
  readonly accuracy: number;
  /** Number of held-out samples. */
  readonly heldOut: Sides<number>;
  readonly converged: boolean;
  readonly steps: number;
}

/** Held-out samples a side below which the interval is rough. */
const FEW = 200;
/** A gap between training and held-out reading below this, in nats, isn't worth a word. */
const SMALL_GAP = 0.03;

/** Warnings that should keep a reader from trusting the estimate: plain sentences. */
export function discriminatorWarnings(outcome: DiscriminatorOutcome): string[] {
  const { value, standardError, trainingValue, heldOut, steps } = outcome;
  const warnings: string[] = [];
  const fewest = Math.min(heldOut.p, heldOut.q);
  if (fewest < FEW) {
    warnings.push(
      `Only ${fewest} samples of one side were held out: the interval is rough, and the discriminator had few to learn from. Draw more samples.`,
    );
  }
  const saturated = outcome.accuracy === 1;
  if (saturated) {
    warnings.push(
      `The discriminator tells all held-out samples apart: the divergence saturates at log 2 = 0.693 nats and doesn't say how far p and q are. Look for an artefact, such as a rounding, that gives one side away.`,
    );
  }
  if (outcome.lower <= 0) {
    warnings.push(
      'The discriminator did not beat chance: p and q are closer than so many samples can show, or it cannot see how they differ.',
    );
  }
  const gap = trainingValue - value;
  if (gap > Math.max(SMALL_GAP, 4 * standardError)) {
    warnings.push(
      `On its training samples the discriminator reads ${trainingValue.toFixed(3)}, on held-out ones ${value.toFixed(3)} nats: it overfits, and the bound may be loose. Draw more samples or take a smaller network.`,
    );
  }
  // At log 2 it can't rise any more.
  if (!outcome.converged && !saturated) {
    warnings.push(
      `The training ran out of its ${steps} steps while the bound may still have risen: allow more.`,
    );
  }
  return warnings;
}
