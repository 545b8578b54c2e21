import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';

/** Held-out samples a side below which the interval is rough. */
const FEW = 200;
/** Least number of samples a side for each coefficient of the discriminator: with fewer it fits chance (Peduzzi et al. 1996). */
const KEPT_PER_COEFFICIENT = 10;
/** Share of copies from which on they make a difference. */
const MANY_COPIES = 0.01;
const MOST_DIMENSIONS = 8;

/** Findings of an estimate that it may have to warn of. */
interface Findings {
  /** Samples of the discriminator. */
  readonly kept: Sides<SampleMatrix>;
  readonly heldOut: Sides<SampleMatrix>;
  /** Number of coefficients of the discriminator's regression. */
  readonly coefficients: number;
  /** Warnings of samples that stand more than once. */
  readonly ofRepeated: readonly string[];
  /** Each held-out sample's contribution to log 2 − JS. */
  readonly terms: Sides<Float64Array>;
  /** Number of held-out samples that the discriminator knows by heart. */
  readonly copies: number;
}

/** Whether every sample is classified right: by a logit on its own side of 0, where a term is log 2/2. */
function areToldApart({ p, q }: Sides<Float64Array>): boolean {
  const isRight = (term: number) => term < Math.LN2 / 2;
  return p.every(isRight) && q.every(isRight);
}

/** Warnings of a regression that has too few samples. */
function keptWarnings({ p, q }: Sides<SampleMatrix>, coefficients: number): string[] {
  const fewest = Math.min(p.count, q.count);
  const enough = KEPT_PER_COEFFICIENT * coefficients;
  if (fewest >= enough) return [];
  return [
    `Only ${fewest} samples of one side are the discriminator's, too few for its ${coefficients} coefficients: the bound is loose, and may lie far below 0. Draw more samples, or hold out fewer, until ${enough} are left.`,
  ];
}

/** The warnings of a Jensen–Shannon estimate by neighbors. */
export function jensenShannonWarnings({
  kept,
  heldOut,
  coefficients,
  ofRepeated,
  terms,
  copies,
}: Findings): string[] {
  const { dimension } = heldOut.p;
  const warnings: string[] = [];
  const fewest = Math.min(heldOut.p.count, heldOut.q.count);
  const share = copies / (heldOut.p.count + heldOut.q.count);
  if (fewest < FEW)
    warnings.push(
      `Only ${fewest} samples of one side were held out: the interval is rough. Draw more samples.`,
    );
  warnings.push(...ofRepeated);
  if (areToldApart(terms)) {
    warnings.push(
      "The neighbors tell all held-out samples apart: the divergence saturates at log 2 = 0.693 nats and doesn't say how far p and q are. Look for an artefact, such as a rounding, that gives one side away.",
    );
  }
  if (share > MANY_COPIES) {
    warnings.push(
      `${(100 * share).toFixed(0)} % of the held-out samples are copies of others: the discriminator knows them by heart, and the value may lie above the divergence. Leave the copies out.`,
    );
  }
  if (dimension > MOST_DIMENSIONS) {
    warnings.push(
      `In ${dimension} dimensions all neighbors are about as far: the bound is loose, and the divergence probably lies above the interval. Measure fewer features, or take estimateJensenShannonByDiscriminator.`,
    );
  }
  warnings.push(...keptWarnings(kept, coefficients));
  return warnings;
}
