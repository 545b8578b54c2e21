import { ArgumentError, describeValue } from '../../errors';
import { type Random, withSeededMathRandom } from '../../random';
import type { Role, TrainableModel } from '../model';
import type { Topology } from './messages';

/** A model of tfjs-layers, as far as its topology is concerned; layers that aren't models have no `layers`. */
interface LayersModel extends TrainableModel {
  trainable: boolean;
  readonly layers?: readonly LayersModel[];
  readonly weights: TrainableModel['trainableWeights'];
  toJSON(unused: null, asString: boolean): unknown;
}

/**
 * How a network is built, to be sent to a thread.
 *
 * @throws ArgumentError for one that can't say it
 */
export function topologyOf(role: Role, model: TrainableModel): Topology {
  const { toJSON } = model as Partial<LayersModel>;
  if (typeof toJSON !== 'function') {
    throw new ArgumentError(
      role,
      `can't be sent to a worker, whose serveGame got none: it has no toJSON; expected a model of tfjs-layers. ${mend(role)}`,
    );
  }
  const network = model as LayersModel;
  let layers: unknown;
  try {
    layers = structuredClone(network.toJSON(null, false)); // as a message will copy it
  } catch (cause) {
    throw new ArgumentError(
      role,
      `can't be sent to a worker, whose serveGame got none: its toJSON failed (${(cause as Error).message}). ${mend(role)}`,
      { cause },
    );
  }
  if (typeof layers !== 'object' || layers === null) {
    throw new ArgumentError(
      role,
      `gave ${describeValue(layers)} as toJSON(null, false); expected the object that models of tfjs-layers give. ${mend(role)}`,
    );
  }
  const frozen = modelsWithin(network).flatMap(({ trainable }, index) => (trainable ? [] : index));
  return { layers, frozen, weightNames: weightNames(network) };
}

/**
 * The network that was sent, with weights of its own.
 *
 * @throws ArgumentError where it can't be rebuilt as it was
 */
export async function rebuildNetwork(
  role: Role,
  { layers, frozen, weightNames: expected }: Topology,
  random: Random,
): Promise<TrainableModel> {
  // Not at the top: threads that make their networks themselves may have no tfjs-layers.
  const { models } = await import('@tensorflow/tfjs-layers').catch((cause) => {
    throw new ArgumentError(
      role,
      `can't be rebuilt without @tensorflow/tfjs-layers, which can't be loaded here (${cause}). Install it, or ${mend(role, 'pass')}`,
      { cause },
    );
  });
  const config = layers as Parameters<typeof models.modelFromJSON>[0];
  const model = await withSeededMathRandom(random, () => models.modelFromJSON(config)).catch((cause) => {
    throw explainFailure(role, cause);
  });
  const network = model as unknown as LayersModel;
  for (const [index, each] of modelsWithin(network).entries()) {
    if (frozen.includes(index)) each.trainable = false;
  }
  const names = weightNames(network);
  if (JSON.stringify(names) !== JSON.stringify(expected)) {
    throw new ArgumentError(
      role,
      `has other weights than the Trainer's when it is rebuilt from toJSON: ${names.join(', ')}; expected ${expected.join(', ')}. Freeze whole layers, and have their getConfig give all their options, or ${mend(role, 'pass')}`,
    );
  }
  return network;
}

/** The model and the models that are layers of it, the outer ones first. */
function modelsWithin(model: LayersModel): LayersModel[] {
  return Array.isArray(model.layers) ? [model, ...model.layers.flatMap(modelsWithin)] : [];
}

/** By the names that a saved model has them under: each thread may add numbers to those. */
function weightNames({ weights }: LayersModel): string[] {
  return weights.map((weight) => String((weight as { originalName?: string }).originalName));
}

function explainFailure(role: Role, cause: Error): ArgumentError {
  const unknown = /^Unknown \w+: (\S+)\./.exec(cause.message)?.[1];
  if (unknown === undefined) {
    return new ArgumentError(role, `can't be rebuilt (${cause.message}). ${mend(role)}`, { cause });
  }
  const register =
    unknown === 'SpectralNormalization'
      ? 'registerLayers() of gan-core/models'
      : `serialization.registerClass(${unknown})`;
  return new ArgumentError(
    role,
    `can't be rebuilt: this worker doesn't know '${unknown}'; expected its script to call ${register} before serveGame, or to ${mend(role, 'pass')}`,
    { cause },
  );
}

function mend(role: Role, verb = 'Pass'): string {
  return `${verb} a function that makes it to serveGame: serveGame({ ${role}: () => …, … }).`;
}
