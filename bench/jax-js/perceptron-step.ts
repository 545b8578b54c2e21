import type { Jax, JaxArray } from './jax-js';

/** The weights and biases of a perceptron, layer by layer. */
export type Perceptron = { weight: JaxArray; bias: JaxArray }[];

/** A network and what Adam remembers of its gradients. */
export type Player = { network: Perceptron; mean: Perceptron; square: Perceptron };

/** The game between two steps. */
export type State = { generator: Player; discriminator: Player; steps: JaxArray };

/** Keras's and tfjs's usual start: uniform weights (Glorot & Bengio 2010), biases of 0. */
export function newPlayer({ numpy, random, tree }: Jax, sizes: readonly number[], seed: number): Player {
  const network = sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer]!;
    const limit = Math.sqrt(6 / (inputs + outputs));
    return {
      weight: random.uniform(random.key(seed + layer), [inputs, outputs], { minval: -limit, maxval: limit }),
      bias: numpy.zeros([outputs]),
    };
  });
  const zeros = () => tree.map(({ shape }) => numpy.zeros(shape), network);
  return { network, mean: zeros(), square: zeros() };
}

/**
 * One step of D and one of G, compiled as a whole: non-saturating loss, Adam with the Trainer's settings.
 *
 * @returns the state after it and the two losses, from the state before it, real samples, and noise for D's and G's step
 */
export function perceptronStep(jax: Jax) {
  const { jit, valueAndGrad, numpy, nn, tree } = jax;
  const { softplus } = nn;
  const apply = (network: Perceptron, x: JaxArray) =>
    network.reduce((hidden, { weight, bias }, layer) => {
      const y = numpy.matmul(hidden, weight).add(bias);
      return layer < network.length - 1 ? nn.relu(y) : y;
    }, x);

  const discriminatorLoss = valueAndGrad((discriminator: Perceptron, real: JaxArray, fake: JaxArray) => {
    const realTerm = numpy.mean(softplus(numpy.negative(apply(tree.ref(discriminator), real))));
    return realTerm.add(numpy.mean(softplus(apply(discriminator, fake))));
  });
  const generatorLoss = valueAndGrad(
    (generator: Perceptron, discriminator: Perceptron, noise: JaxArray): JaxArray =>
      numpy.mean(softplus(numpy.negative(apply(discriminator, apply(generator, noise))))),
  );

  const adam = adamOf(jax);
  return jit((before: State, real: JaxArray, noiseForD: JaxArray, noiseForG: JaxArray) => {
    const steps = before.steps.add(1);
    const fake = apply(tree.ref(before.generator.network), noiseForD);
    const [lossOfD, gradientOfD] = discriminatorLoss(tree.ref(before.discriminator.network), real, fake);
    const discriminator = adam(before.discriminator, gradientOfD, steps.ref);
    const [lossOfG, gradientOfG] = generatorLoss(
      tree.ref(before.generator.network),
      tree.ref(discriminator.network),
      noiseForG,
    );
    const generator = adam(before.generator, gradientOfG, steps.ref);
    return {
      state: { generator, discriminator, steps },
      losses: { discriminator: lossOfD, generator: lossOfG },
    };
  });
}

/** One update of a player. */
function adamOf({ numpy, tree }: Jax) {
  const [rate, beta1, beta2, epsilon] = [2e-4, 0.5, 0.999, 1e-7];
  return ({ network, mean, square }: Player, gradient: Perceptron, steps: JaxArray): Player => {
    const meanScale = numpy.subtract(1, numpy.power(beta1, steps.ref));
    const squareScale = numpy.subtract(1, numpy.power(beta2, steps));
    const newMean = tree.map(
      (average, each) => average!.mul(beta1).add(each!.mul(1 - beta1)),
      mean,
      tree.ref(gradient),
    );
    const newSquare = tree.map(
      (average, each) => average!.mul(beta2).add(numpy.square(each!).mul(1 - beta2)),
      square,
      gradient,
    );
    const newNetwork = tree.map(
      (weight, m, v) => {
        const root = numpy.sqrt(v!.div(squareScale.ref)).add(epsilon);
        return weight!.sub(m!.div(meanScale.ref).div(root).mul(rate));
      },
      network,
      tree.ref(newMean),
      tree.ref(newSquare),
    );
    meanScale.dispose();
    squareScale.dispose();
    return { network: newNetwork, mean: newMean, square: newSquare };
  };
}
