import { fitLogistic, logisticLogits, type PolynomialKind, polynomialFeatures } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { LabeledSplit } from './labeled-split';

/** λ in ½λ‖w‖² beside the mean loss, for features of variance 1: keeps weights finite where the sides can be told apart in full. */
const RIDGE = 1e-4;

/** Counts the held-out samples that logistic regression gives to the right side; a logit of 0 counts half. */
export async function logisticHits(
  { train, heldOut }: LabeledSplit,
  kind: PolynomialKind,
  pauses: Pauses,
): Promise<{ hits: number; converged: boolean }> {
  const fit = await fitLogistic(
    await polynomialFeatures(kind, train.real, pauses),
    await polynomialFeatures(kind, train.generated, pauses),
    { ridge: RIDGE, pauses },
  );
  let hits = 0;
  for (const side of ['real', 'generated'] as const) {
    const features = await polynomialFeatures(kind, heldOut[side], pauses);
    const logits = await logisticLogits(fit, features, pauses);
    const sign = side === 'real' ? 1 : -1;
    await eachInBlocks(logits.length, 1, pauses, (sample) => {
      hits += (1 + Math.sign(sign * logits[sample]!)) / 2;
    });
  }
  return { hits, converged: fit.converged };
}
