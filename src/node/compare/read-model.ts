import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { io, Tensor } from '@tensorflow/tfjs-core';
import { featuresFrom, type LayeredModel } from 'gan-core/metrics';
import { UsageError } from '../usage-error';

/** Network that gives features. */
export interface FeatureNetwork {
  readonly network: (batch: Tensor) => Tensor;
  /** Axes of a sample that it takes; −1 where any number will do. Undefined where it takes several inputs. */
  readonly inputShape: readonly number[];
}

/** Member of `model.json` that weights are listed in. */
interface ModelFile extends Partial<io.ModelJSON> {
  readonly weightsManifest?: io.WeightsManifestConfig;
}

/**
 * Reads a model of tfjs-layers from its `model.json`, as `model.save`, tensorflowjs_converter or gan-core's export writes it, and picks a
 * layer as the source of features.
 *
 * @param path - the file; its weights lie beside it
 * @param layer - the layer's name
 * @throws UsageError for what is no such file, and naming the layers that there are
 */
export async function readModel(path: string, layer: string | undefined): Promise<FeatureNetwork> {
  const artifacts = await readArtifacts(path);
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers');
  let model: Awaited<ReturnType<typeof loadLayersModel>>;
  try {
    model = await loadLayersModel({ load: async () => artifacts });
  } catch (cause) {
    throw new UsageError(`${path}: tfjs-layers can't load it: ${(cause as Error).message.split('\n')[0]}`, {
      cause,
    });
  }
  const names = model.layers.map(({ name }) => name);
  if (layer === undefined || !names.includes(layer)) {
    const came = layer === undefined ? 'got no layer' : `got '${layer}'`;
    throw new UsageError(
      `--layer: ${came}; expected one of ${path}: ${names.join(', ')}. The last but one of a classifier is the usual choice.`,
    );
  }
  if (model.inputs.length !== 1)
    throw new UsageError(`${path}: takes ${model.inputs.length} inputs; expected a model of one.`);
  return {
    network: featuresFrom(model as LayeredModel, layer),
    inputShape: model.inputs[0]!.shape.slice(1).map((size) => size ?? -1),
  };
}

async function readArtifacts(path: string): Promise<io.ModelArtifacts> {
  const { modelTopology, weightsManifest } = parse(await read(path), path);
  if (!weightsManifest || !modelTopology || !('model_config' in modelTopology || 'config' in modelTopology))
    throw new UsageError(
      `${path}: is no model of tfjs-layers; expected a model.json with modelTopology and weightsManifest. A graph model has no layers: convert it anew with --output_format tfjs_layers_model.`,
    );
  const folder = dirname(path);
  const parts = weightsManifest.flatMap(({ paths }) => paths.map((part) => read(join(folder, part))));
  const weightData = Buffer.concat(await Promise.all(parts));
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
    weightData: weightData.buffer.slice(
      weightData.byteOffset,
      weightData.byteOffset + weightData.byteLength,
    ) as ArrayBuffer,
  };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(
      `${file}: can't be read (${code}); expected a file of a tfjs-layers model, its weights beside model.json.`,
      { cause },
    );
  }
}

function parse(bytes: Buffer, path: string): ModelFile {
  try {
    return JSON.parse(bytes.toString('utf8')) as ModelFile;
  } catch (cause) {
    throw new UsageError(`${path}: is no JSON; expected the model.json of a tfjs-layers model.`, { cause });
  }
}
