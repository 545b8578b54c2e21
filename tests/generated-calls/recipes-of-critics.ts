import * as tf from '@tensorflow/tfjs-core';
import * as estimators from 'gan-core/estimators';
import { klFDivergence } from 'gan-core/losses';
import { few, type Name, ofSamples, shared } from './estimator-arguments';
import { type Recipe, recipe } from './recipe';

const values = few.p.flat();

const critic = () => ({
  ...shared(),
  steps: 2,
  batchSize: 4,
  learningRate: 0.01,
  heldOutFraction: 0.5,
  hiddenUnits: [2],
});

/** A network with one weight, that a function makes. */
function linearCritic() {
  const weight = tf.tidy(() => tf.variable(tf.ones([2, 1])));
  return {
    apply: (inputs: tf.Tensor) => tf.matMul(inputs, weight as unknown as tf.Tensor2D),
    trainableWeights: [weight],
    weights: [weight],
    dispose: () => weight.dispose(),
  };
}

/** Every call trains a network. */
const SELDOM = 24;
const ofTraining = (name: Name, options: () => object) => ofSamples(name, options, few, SELDOM);

export const recipesOfCritics: readonly Recipe[] = [
  ofTraining('estimateKlByDonskerVaradhan', () => ({ ...critic(), critic: linearCritic })),
  ofTraining('estimateKlByDonskerVaradhan', critic),
  ofTraining('estimateKlByNwj', critic),
  ofTraining('estimateFDivergence', () => ({ ...critic(), divergence: { ...klFDivergence } })),
  ofTraining('estimateJensenShannonByDiscriminator', () => ({ ...critic(), discriminator: linearCritic })),
  recipe(
    'estimateKlByNwj, with a critic',
    async (given: estimators.TrainableModel) =>
      estimators.estimateKlByNwj(few.p, few.q, { ...critic(), critic: given }),
    () => {
      const { dispose: _, weights: __, ...model } = linearCritic();
      return { critic: model };
    },
  ),
  recipe(
    'estimateKlByNwj().details.critic',
    async (samples) => (await estimators.estimateKlByNwj(few.p, few.q, critic())).details.critic(samples),
    () => ({ samples: few.p }),
    [],
    SELDOM,
  ),
  ...(['donskerVaradhanFromCritic', 'nwjFromCritic'] as const).map((name) =>
    recipe(name, estimators[name], () => ({ p: values, q: tf.tensor1d(values), options: shared() })),
  ),
  recipe('fDivergenceFromCritic', estimators.fDivergenceFromCritic, () => ({
    p: values,
    q: tf.tensor1d(values),
    options: { ...shared(), divergence: { ...klFDivergence } },
  })),
  recipe('jensenShannonFromLogits', estimators.jensenShannonFromLogits, () => ({
    p: values,
    q: tf.tensor1d(values),
    options: shared(),
  })),
];
