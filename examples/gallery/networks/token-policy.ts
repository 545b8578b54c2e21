import {
  add,
  argMax,
  cast,
  log,
  mul,
  neg,
  oneHot,
  pad,
  randomUniform,
  reshape,
  slice,
  squeeze,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';

/** A recurrent network that gives the logits of each next word, from the words before it. */
export function tokenPolicy(words: number): Sequential {
  return sequential({
    layers: [
      layers.gru({ units: 24, returnSequences: true, inputShape: [null, words] }),
      layers.timeDistributed({ layer: layers.dense({ units: words }) }),
    ],
  });
}

/** The logits of every word of sentences, `[batch, length, words]`, each from those before it. */
export function logitsOf(policy: (x: Tensor) => Tensor, sentences: Tensor): Tensor {
  const [, length, words] = sentences.shape as [number, number, number];
  const before = slice(sentences, [0, 0, 0], [-1, length - 1, words]);
  return policy(
    pad(before, [
      [0, 0],
      [1, 0],
      [0, 0],
    ]),
  );
}

/**
 * Sentences that the policy goes on with, word by word, each drawn by its probability.
 *
 * @param begun - `[batch, length, words]`
 * @param known - `[batch, length, 1]`: 1 for the words that stay, 0 for those that are drawn
 */
export function completed(policy: (x: Tensor) => Tensor, begun: Tensor, known: Tensor): Tensor {
  const [count, length, words] = begun.shape as [number, number, number];
  let sentences = mul(begun, known);
  for (let place = 0; place < length; place++) {
    const soFar = slice(sentences, [0, 0, 0], [-1, place + 1, words]);
    const logits = slice(logitsOf(policy, soFar), [0, place, 0], [-1, 1, words]);
    // The largest of logits with Gumbel noise is drawn by their softmax.
    const gumbel = neg(log(neg(log(randomUniform(logits.shape, 1e-6, 1 - 1e-6)))));
    const word = cast(oneHot(argMax(squeeze(add(logits, gumbel), [1]), 1) as Tensor, words), 'float32');
    const open = sub(1, slice(known, [0, place, 0], [-1, 1, 1]));
    const drawn = mul(reshape(word, [count, 1, words]), open);
    const around: [number, number][] = [
      [0, 0],
      [place, length - 1 - place],
      [0, 0],
    ];
    sentences = add(sentences, pad(drawn, around));
  }
  return sentences;
}
