import * as tf from '@tensorflow/tfjs-core';
import * as distributions from 'gan-core/distributions';

const { createRandom } = distributions;
export const samples = () => tf.fill([4, 2], 0.5);
export const logits = () => tf.fill([4, 1], 0.5);
/** For samples of any shape. */
export const discriminate = (x: tf.Tensor) => tf.sum(tf.reshape(tf.square(x), [x.shape[0] ?? 1, -1]), 1);
export const random = () => createRandom(1);

/** What a penalty is given in a step of D. */
export const inputs = () => ({
  inputs: {
    discriminate,
    real: samples(),
    fake: samples(),
    realLogits: logits(),
    fakeLogits: logits(),
    random: random(),
  },
});
