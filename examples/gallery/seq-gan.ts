import {
  concat,
  logSoftmax,
  mean,
  mul,
  neg,
  ones,
  reshape,
  type Scalar,
  sigmoid,
  sub,
  sum,
  type Tensor,
  tile,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer } from 'gan-core/trainer';
import { randomSentences, sentenceLength, words } from './data/sentences';
import type { GameSettings, NetworksGame } from './game';
import { completed, logitsOf, tokenPolicy } from './networks/token-policy';

// SeqGAN on sentences of a made grammar: a drawn word has no gradient, so G is a policy that REINFORCE moves. What a word is worth is
// how real D takes sentences for that the policy itself goes on with from there. At first G is trained by maximum likelihood:
// an update of its own, and `times`, a function of the step, says which of them plays.
// Yu, Zhang, Wang & Yu 2017, "SeqGAN: Sequence Generative Adversarial Nets with Policy Gradient".

const gan = nonSaturatingLoss();
/** How many sentences are gone on with from each word, to tell what it is worth. */
const rollouts = 4;

export interface SeqGanSettings extends GameSettings {
  /** Steps of maximum likelihood at first. Default 30. */
  readonly pretraining?: number;
}

export function seqGan(settings: SeqGanSettings = {}): NetworksGame {
  const { seed = 1, backend = 'wasm', pretraining = 30 } = settings;
  const trainer = new GameTrainer({
    networks: { g: () => tokenPolicy(words.length), d: discriminator },
    batch: ['real'],
    updates: [
      {
        name: 'likelihood',
        trains: ['g'],
        optimizer: adam({ learningRate: 1e-2 }),
        times: (step) => Number(step < pretraining),
        loss: ({ networks: { g }, batch: { real } }) => neg(mean(sum(logLikelihoods(g, real), 1))),
      },
      {
        name: 'discriminator',
        trains: ['d'],
        optimizer: adam({ learningRate: 1e-3 }),
        loss({ networks: { g, d }, batch: { real }, withoutGradients }) {
          const fake = withoutGradients(() => drawn(g, real.shape[0]!));
          return gan.discriminator({ real: d(real), fake: d(fake) });
        },
      },
      {
        name: 'policy',
        trains: ['g'],
        optimizer: adam({ learningRate: 3e-3 }),
        times: (step) => Number(step >= pretraining),
        loss({ networks: { g, d }, batch: { real }, withoutGradients }): Scalar {
          const sentences = withoutGradients(() => drawn(g, real.shape[0]!));
          // Less their mean, which changes no gradient on average, but how much it scatters.
          const worth = withoutGradients(() => {
            const rewards = rewardsOf(g, d, sentences);
            return sub(rewards, mean(rewards, 0));
          });
          return neg(mean(sum(mul(logLikelihoods(g, sentences), worth), 1)));
        },
      },
    ],
    sample: ({ networks: { g } }, count) => drawn(g, count),
    backend,
    seed,
  });
  return { trainer, data: randomSentences, batchSize: 32 };
}

type Network = (x: Tensor) => Tensor;

/** Of every word, given those before it: `[batch, length]`. */
function logLikelihoods(policy: Network, sentences: Tensor): Tensor {
  return sum(mul(sentences, logSoftmax(logitsOf(policy, sentences))), 2);
}

/** Sentences of the policy's own. */
function drawn(policy: Network, count: number): Tensor {
  const nothing = zeros([count, sentenceLength, words.length]);
  return completed(policy, nothing, zeros([count, sentenceLength, 1]));
}

/** What each word of sentences is worth, `[batch, length]`: D's mean probability of "real" for sentences that go on from there. */
function rewardsOf(policy: Network, d: Network, sentences: Tensor): Tensor {
  const count = sentences.shape[0]!;
  const known = Array.from({ length: sentenceLength }, (_, place) => {
    const [before, after] = [place + 1, sentenceLength - place - 1];
    const size = rollouts * count;
    return after === 0
      ? ones([size, before, 1])
      : concat([ones([size, before, 1]), zeros([size, after, 1])], 1);
  });
  const begun = tile(sentences, [sentenceLength * rollouts, 1, 1]);
  const real = sigmoid(d(completed(policy, begun, concat(known))));
  return transpose(mean(reshape(real, [sentenceLength, rollouts, count]), 1));
}

function discriminator(): Sequential {
  return sequential({
    layers: [
      layers.flatten({ inputShape: [sentenceLength, words.length] }),
      layers.dense({ units: 64, activation: 'relu' }),
      layers.dropout({ rate: 0.2 }),
      layers.dense({ units: 1 }),
    ],
  });
}
