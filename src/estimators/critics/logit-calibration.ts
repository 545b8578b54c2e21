import type { Pauses } from '../../scheduling';
import { fitLogistic } from '../logistic-regression/logistic-fit';
import type { Sides } from '../samples/sides';

/** The calibrated logit is intercept + slope·logit. */
export interface LogitCalibration {
  /** Factor of the logit; below 1 the discriminator was overconfident. */
  readonly slope: number;
  /** Constant that is added after it. */
  readonly intercept: number;
}

/**
 * Platt's scaling: the line through the logits that fits samples best on which the discriminator was not trained, found by
 * logistic regression from slope 1 and intercept 0. A small ridge keeps the slope finite where the samples separate.
 *
 * Source: Platt 1999, "Probabilistic Outputs for Support Vector Machines"; Guo et al. 2017, "On Calibration of Modern
 * Neural Networks", §4.2.
 *
 * @param logits - on validation samples of p and q
 * @param pauses - for so long a computation
 */
export async function calibrateLogits(
  logits: Sides<Float64Array>,
  pauses: Pauses,
): Promise<LogitCalibration> {
  const column = (values: Float64Array) => ({ values, count: values.length, dimension: 1 });
  const correction = await fitLogistic(column(logits.p), column(logits.q), {
    ridge: 1 / (logits.p.length + logits.q.length),
    offsets: logits,
    pauses,
  });
  return { slope: 1 + correction.coefficients[0]!, intercept: correction.intercept };
}
