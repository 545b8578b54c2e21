import { serialization } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import type { Role } from '../networks/model';
import type { Topology } from './messages';

/** A model of tfjs-layers, as far as its topology is concerned; layers that aren't models have no `layers`. */
interface LayersModel extends TrainableModel {
  trainable: boolean;
  readonly layers?: readonly LayersModel[];
  readonly weights: TrainableModel['trainableWeights'];
  getClassName(): string;
  getConfig(): object;
}

/**
 * Describes how a network is built, to be sent to a thread.
 *
 * @throws ArgumentError for one that can't say it
 */
export function topologyOf(role: Role, model: TrainableModel): Topology {
  const problem = (what: string) =>
    `can't be sent to a worker, whose serveGame got none: ${what}. ${hint(role)}`;
  if (!isLayersModel(model)) {
    throw new ArgumentError(role, problem('it has no getConfig; expected a model of tfjs-layers'));
  }
  try {
    return {
      className: model.getClassName(),
      config: structuredClone(model.getConfig()), // as a message will copy it
      frozen: layersWithin(model).flatMap(({ trainable }, index) => (trainable === false ? index : [])),
      weightNames: weightNames(model),
    };
  } catch (cause) {
    throw new ArgumentError(role, problem(`its getConfig failed (${(cause as Error).message})`), { cause });
  }
}

/**
 * The network that was sent, with weights of its own. tfjs-core knows how to build a class that was registered: those of
 * tfjs-layers are once that is loaded, by the worker's script. gan-core imports it nowhere near the Trainer, since bundlers
 * would then refuse to do without it.
 *
 * @throws ArgumentError where it can't be rebuilt as it was
 */
export function rebuildNetwork(
  role: Role,
  { className, config, frozen, weightNames: expected }: Topology,
  random: Random,
): TrainableModel {
  const { classNameMap } = serialization.SerializationMap.getMap();
  if (!classNameMap.Sequential) {
    throw new ArgumentError(
      role,
      `can't be rebuilt without tfjs-layers; expected the worker's script to import '@tensorflow/tfjs-layers', or to ${hint(role, 'pass')}`,
    );
  }
  let network: LayersModel;
  try {
    const [modelClass, fromConfig] = classNameMap[className] ?? unknownLayer(className);
    network = withSeededMathRandom(
      random,
      () => fromConfig(modelClass, config as serialization.ConfigDict) as unknown as LayersModel,
    );
  } catch (cause) {
    throw explainFailure(role, cause as Error);
  }
  for (const [index, each] of layersWithin(network).entries()) {
    if (frozen.includes(index)) each.trainable = false;
  }
  const names = weightNames(network);
  if (JSON.stringify(names) !== JSON.stringify(expected)) {
    throw new ArgumentError(
      role,
      `has other weights than the Trainer's when it is rebuilt from its getConfig: ${names.join(', ')}; expected ${expected.join(', ')}. Freeze whole layers, and have their getConfig give all their options, or ${hint(role, 'pass')}`,
    );
  }
  return network;
}

function isLayersModel(model: TrainableModel): model is LayersModel {
  const { getClassName, getConfig } = model as Partial<LayersModel>;
  return typeof getClassName === 'function' && typeof getConfig === 'function';
}

/** The model, its layers, and the layers of those that are models, the outer ones first. */
function layersWithin(model: LayersModel): LayersModel[] {
  return [model, ...(Array.isArray(model.layers) ? model.layers.flatMap(layersWithin) : [])];
}

/** Names of the weights as in a saved model: each thread may add numbers to those. */
function weightNames({ weights }: LayersModel): string[] {
  return weights.map((weight) => String((weight as { originalName?: string }).originalName));
}

/** Throws what tfjs throws for an unknown layer within a model. */
function unknownLayer(className: string): never {
  throw new Error(`Unknown layer: ${className}.`);
}

function explainFailure(role: Role, cause: Error): ArgumentError {
  const unknown = /^Unknown \w+: (\S+)\./.exec(cause.message)?.[1];
  if (unknown === undefined) {
    return new ArgumentError(role, `can't be rebuilt (${cause.message}). ${hint(role)}`, { cause });
  }
  const register =
    unknown === 'SpectralNormalization'
      ? 'registerLayers() of gan-core/models'
      : `serialization.registerClass(${unknown})`;
  return new ArgumentError(
    role,
    `can't be rebuilt: this worker doesn't know '${unknown}'; expected its script to call ${register} before serveGame, or to ${hint(role, 'pass')}`,
    { cause },
  );
}

function hint(role: Role, verb = 'Pass'): string {
  return `${verb} a function that makes it to serveGame: serveGame({ ${role}: () => …, … }).`;
}
