import { type TrainableModel, variablesOf } from '../tfjs';

/** Member of Trainer and GameTrainer that gives their networks; callbacks' type of a trainer leaves it out. */
interface WithNetworks {
  ready?(): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Reads the trainable weights of all networks: `generator/dense_Dense1/kernel`, say.
 *
 * @returns their values by network and name; a name that comes twice has its number behind it
 */
export async function weightsOf(trainer: object): Promise<Record<string, ArrayLike<number>>> {
  const ready = (await (trainer as WithNetworks).ready?.()) ?? {};
  const { networks, generator, discriminator } = ready;
  const models = (networks ?? { generator, discriminator }) as Readonly<
    Record<string, TrainableModel | undefined>
  >;
  const weights: Record<string, ArrayLike<number>> = {};
  for (const [network, model] of Object.entries(models)) {
    if (!model) continue;
    for (const variable of variablesOf(network, model, 'trainableWeights')) {
      const name = `${network}/${variable.name}`;
      const tag = Object.hasOwn(weights, name) ? `${name}_${Object.keys(weights).length}` : name;
      weights[tag] = await variable.data<'float32'>();
    }
  }
  return weights;
}
