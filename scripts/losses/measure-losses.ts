import * as tf from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from 'gan-core/losses';
import { type Row, rows } from './rows';

/** The example: 20 real and 20 generated samples on four points of a line. */
export const realCounts = [8, 6, 4, 2];
export const fakeCounts = [2, 4, 5, 9];
export const batchSize = 20;
const [p, q] = [realCounts, fakeCounts].map((counts) => counts.map((count) => count / batchSize)) as [
  number[],
  number[],
];

/** Measurements of a loss. */
export interface Measured {
  readonly row: Row;
  /** The divergence that D's loss reads as, after a D of one logit a point was trained on it. */
  readonly reading: number;
  readonly exact: number;
  /** The generator's slope where D is sure of a fake, f = −5 (and r = 5), in its one or two forms. */
  readonly slopes: readonly number[];
}

/** Trains a tabular discriminator on each loss, on the backend that is set, and reads what the loss measures. */
export function measureLosses(): Measured[] {
  return rows.map((row) => {
    const loss = trainTabular(row.loss, row.read !== undefined);
    const reading = (row.read ?? row.loss.divergence!.fromDiscriminatorLoss)(loss);
    const slopes = [row.loss, ...(row.alternative ? [row.alternative] : [])].map(slopeWhereSure);
    return { row, reading, exact: row.exact(p, q), slopes };
  });
}

/**
 * The least loss of a D that has a logit of its own at each point: Rprop on the loss's own gradient. A critic that is to be
 * 1-Lipschitz has its differences from point to point in (−1, 1) instead.
 */
function trainTabular(loss: AdversarialLoss, lipschitz: boolean): number {
  const samples = (counts: readonly number[]) =>
    counts.flatMap((count, point) => new Array<number>(count).fill(point));
  const [realPoints, fakePoints] = [samples(realCounts), samples(fakeCounts)];
  // Every real sample beside every generated one: expectations over pairs are then exact, those over samples as before.
  const indices = (points: number[]) => tf.tensor1d(points, 'int32');
  return tf.tidy(() => {
    const real = indices(realPoints.flatMap((point) => fakePoints.map(() => point)));
    const fake = indices(realPoints.flatMap(() => fakePoints));
    const play = tf.valueAndGrad((parameters: tf.Tensor) => {
      const logits = lipschitz ? tf.cumsum(tf.tanh(parameters)) : parameters;
      return loss.discriminator({ real: tf.gather(logits, real), fake: tf.gather(logits, fake) });
    });
    const parameters = realCounts.map(() => 0);
    const sizes = realCounts.map(() => 0.1);
    const before = realCounts.map(() => 0);
    let least = Infinity;
    for (let step = 0; step < 250; step++) {
      const { value, grad } = play(tf.tensor1d(parameters));
      const slope = grad.dataSync();
      least = Math.min(least, value.dataSync()[0]!);
      for (let i = 0; i < parameters.length; i++) {
        const turned = Math.sign(slope[i]! * before[i]!);
        if (turned !== 0) sizes[i] = Math.min(1, sizes[i]! * (turned > 0 ? 1.2 : 0.5));
        parameters[i]! -= Math.sign(slope[i]!) * sizes[i]!;
        before[i] = slope[i]!;
      }
    }
    return least;
  });
}

function slopeWhereSure(loss: AdversarialLoss): number {
  return tf.tidy(() => {
    const real = tf.tensor1d([5]);
    const slope = tf.grad((fake) => loss.generator(loss.generatorNeedsReal ? { real, fake } : { fake }));
    return slope(tf.tensor1d([-5])).dataSync()[0]!;
  });
}
