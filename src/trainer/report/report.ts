import { ArgumentError, describeValue } from '../../errors';
import type { Estimate } from '../../estimators';
import type { AdversarialLoss } from '../../losses';

/** Report on a run, every `reportEvery` steps. */
export interface TrainingReport {
  /** Number of steps done, over all runs of this trainer. */
  readonly step: number;
  /** D's loss without its terms: the mean over the steps since the last report. */
  readonly discriminatorLoss: number;
  /** G's loss without its terms: the mean over the steps since the last report. */
  readonly generatorLoss: number;
  /** The mean of D(x) = σ(logit) on the latest real batch, in [0, 1]. */
  readonly realScore: number;
  /** The mean of D(G(z)) = σ(logit) on the latest generated batch that D was trained on, in [0, 1]. */
  readonly fakeScore: number;
  /** The mean logit on the latest real batch: the raw output of D, of use with losses that have no probabilities. */
  readonly realLogit: number;
  /** The mean logit on the latest generated batch that D was trained on. */
  readonly fakeLogit: number;
  /** The terms of both losses, by name: each the mean over those steps since the last report in which it was computed. */
  readonly terms: Readonly<Record<string, number>>;
  /**
   * The bound by the D in training: what its loss implies for the divergence between P_data and P_G; null where the loss
   * allows no reading, and where D takes samples together, by packing or by a batch normalization: batches are told apart more
   * easily than samples. This D is busy: the bound may fall while it lags behind, and rise as it learns though the samples get
   * better. To know how far they are, measure: {@link TrainingReport.measured}.
   */
  readonly divergence: DivergenceReading | null;
  /** The divergence as `measureDivergence` measured it on held-out samples; null in reports where it wasn't due. */
  readonly measured: Estimate | null;
  /** Seconds since the run began. */
  readonly seconds: number;
  /** Threads that compute on wasm by now, the one that trains among them; null on other backends, where gan-core has no say. */
  readonly threads: number | null;
  /** Warnings about what looks wrong; empty where nothing does. */
  readonly warnings: readonly string[];
}

/** A divergence as the discriminator's loss implies it. */
export interface DivergenceReading {
  /** Name of the divergence, such as `'Jensen–Shannon'`. */
  readonly name: string;
  /** The reading; a little below zero is possible where D is worse than chance on its batches. */
  readonly value: number;
  /** Nats, unless a loss of your own says otherwise; the Jensen–Shannon divergence lies in [0, log 2 ≈ 0.693]. */
  readonly unit: string;
  /**
   * A lower bound in expectation, since D is not the best discriminator; and noisy, since the expectations are means of
   * the batches that D was trained on.
   */
  readonly bound: 'lower';
}

/** End of a run. */
export interface TrainingOutcome {
  /**
   * `completed`: all steps were done; `stopped`: by `stop()`, or the consumer of `run` left; `data-ended`: the data gave
   * no more batches; `aborted`: by the signal; `failed`: by an error.
   */
  readonly reason: 'completed' | 'stopped' | 'data-ended' | 'aborted' | 'failed';
  /** Number of steps done, over all runs of this trainer. */
  readonly step: number;
  /** The error, or the signal's reason. */
  readonly error?: unknown;
}

/** A run's reports and its outcome: plain JSON. */
export interface TrainingHistory<Report = TrainingReport> {
  /** The run's reports, in order. */
  readonly reports: readonly Report[];
  /** End of the run. */
  readonly outcome: TrainingOutcome;
}

/** The divergence that a mean loss of D implies, where the loss allows a reading. */
export function readDivergence(loss: AdversarialLoss, discriminatorLoss: number): DivergenceReading | null {
  if (!loss.divergence) return null;
  const { name, unit = 'nats' } = loss.divergence;
  const value: unknown = loss.divergence.fromDiscriminatorLoss(discriminatorLoss);
  if (typeof value !== 'number') {
    const problem = `its fromDiscriminatorLoss gave ${describeValue(value)}; expected a number`;
    throw new ArgumentError('loss.divergence', `${problem}.`);
  }
  return { name, value, unit, bound: 'lower' };
}
