import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayerOfModel, LayersModel, SymbolicTensor } from './layers-model';
import type { NamedValue, Network, NetworkLayer, NetworkNode, Value, Weight } from './network';

/** Names by which layers of tfjs-layers keep their weights. */
const weightNames = [
  'kernel',
  'bias',
  'gamma',
  'beta',
  'movingMean',
  'movingVariance',
  'embeddings',
  'alpha',
  'depthwiseKernel',
  'pointwiseKernel',
] as const;

type Weighted = LayerOfModel & {
  readonly [name in (typeof weightNames)[number]]?: { read?(): Tensor } | number | null;
} & {
  /** Layer within gan-core's spectral normalization, and its kernel as it is used. */
  readonly layer?: LayerOfModel;
  normalizedKernel?(): Tensor;
};

/** A network whose weights were copied, but not yet read. */
export interface CopiedNetwork {
  /** Reads the copies from the backend, and frees them. */
  read(): Promise<Network>;
}

/**
 * Copies a model: its layers in order, those of models within among them, and their weights as they are now.
 *
 * @param model - a model that was checked
 */
export function copyNetwork(model: LayersModel): CopiedNetwork {
  const layers = new Map<LayerOfModel, NetworkLayer>();
  const copies: [tensor: Tensor, into: Record<string, Weight>, name: string][] = [];
  const copyLayer = (layer: LayerOfModel): NetworkLayer => {
    const known = layers.get(layer);
    if (known) return known;
    const weights: Record<string, Weight> = {};
    for (const [name, tensor] of Object.entries(weightsOf(layer))) copies.push([tensor, weights, name]);
    const inner = normalizedLayer(layer) ?? layer;
    const copied = { className: inner.getClassName(), name: layer.name, config: inner.getConfig(), weights };
    layers.set(layer, copied);
    return copied;
  };
  const structure = structureOf(model, copyLayer);
  return {
    read: async () => {
      try {
        await Promise.all(
          copies.map(async ([tensor, into, name]) => {
            into[name] = { shape: tensor.shape, values: Float32Array.from(await tensor.data()) };
          }),
        );
      } finally {
        for (const [tensor] of copies) tensor.dispose();
      }
      return structure;
    },
  };
}

/** Copies of a layer's weights, of those that it has. */
function weightsOf(layer: Weighted): Record<string, Tensor> {
  const inner = (normalizedLayer(layer) ?? layer) as Weighted;
  const own = weightNames.flatMap((name) => {
    const weight = inner[name];
    return typeof weight === 'object' && weight?.read ? [[name, clone(weight.read())] as const] : [];
  });
  const weights = Object.fromEntries(own);
  if (inner !== layer) {
    weights.kernel?.dispose();
    weights.kernel = tidy(() => layer.normalizedKernel!());
  }
  return weights;
}

/** The layer whose kernel a spectral normalization divides. */
function normalizedLayer(layer: Weighted): LayerOfModel | undefined {
  return typeof layer.normalizedKernel === 'function' ? layer.layer : undefined;
}

function structureOf(model: LayersModel, copyLayer: (layer: LayerOfModel) => NetworkLayer): Network {
  const nodes: NetworkNode[] = [];
  /** The value of a tensor, once the layers that give it stand among the nodes. */
  const valueFor = (tensor: SymbolicTensor, known: Map<SymbolicTensor, Value>): Value => {
    const found = known.get(tensor);
    if (found) return found;
    const { sourceLayer: layer, nodeIndex } = tensor;
    const { inputTensors, outputTensors } = layer.inboundNodes[nodeIndex]!;
    const inputs = inputTensors.map((input) => valueFor(input, known));
    if (layer.inputs && layer.outputs) {
      const within = new Map(layer.inputs.map((input, index) => [input, inputs[index]!]));
      const { outputs } = layer;
      outputTensors.forEach((output, index) => void known.set(output, valueFor(outputs[index]!, within)));
    } else {
      const output = { shape: tensor.shape, dtype: tensor.dtype };
      nodes.push({ layer: copyLayer(layer), inputs, output });
      known.set(tensor, output);
    }
    return known.get(tensor)!;
  };
  const inputs = named(model.inputs, ({ shape, dtype }) => ({ shape, dtype }));
  const known = new Map(model.inputs.map((tensor, index) => [tensor, inputs[index]!.value]));
  const outputs = named(model.outputs, (tensor) => valueFor(tensor, known));
  return { inputs, nodes, outputs };
}

/** Inputs or outputs by the names of their layers, each name once. */
function named(
  tensors: readonly SymbolicTensor[],
  valueFor: (tensor: SymbolicTensor) => Value,
): readonly NamedValue[] {
  const names = tensors.map(({ sourceLayer }) => sourceLayer.name);
  return tensors.map((tensor, index) => {
    const earlier = names.slice(0, index).filter((name) => name === names[index]).length;
    const name = earlier === 0 ? names[index]! : `${names[index]}_${earlier}`;
    return { name, value: valueFor(tensor) };
  });
}
