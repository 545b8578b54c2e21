import { ArgumentError, describeValue, isFunction, refuseUnknownKeys, refuseUnless } from '../errors';
import type { TrainableModel } from '../tfjs';
import { checkLayersModel, isLayersModel, type LayersModel } from './network/layers-model';
import { copyNetwork } from './network/read-network';
import { copyModel } from './tfjs/tfjs-files';

/** A Trainer or a GameTrainer, as far as its networks are concerned. */
export interface TrainerToExport {
  /** Runs a function on the networks, with the averaged weights in place where there are any. */
  useNetworks<T>(weights: ExportOptions['weights'], work: (networks: object) => T): Promise<T>;
}

/** Options of {@link exportGenerator}. */
export interface ExportOptions {
  /** Kind of files: tfjs-layers' own, PyTorch's, or ONNX. */
  readonly format: 'tfjs' | 'pytorch' | 'onnx';
  /** A trainer's weights: their average, where it keeps one (the default), or as training has them now. */
  readonly weights?: 'average' | 'current';
  /** Name of a trainer's network. Default `'generator'`. */
  readonly network?: string;
  /** Name of the files, without their endings, but for those of tfjs, which have names of their own. Default: the network's. */
  readonly name?: string;
}

/** Files by their names: bytes, or text. */
export type ExportedFiles = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

/**
 * Writes a generator as files that other programs load: its weights with the averages in place, and how it is built.
 *
 * - `'tfjs'`: `model.json` and `weights.bin`, for `loadLayersModel` of tfjs-layers.
 * - `'pytorch'`: `generator.safetensors`, with PyTorch's names and layouts, and `generator.py`, which builds the network and loads
 *   them: `from generator import load`. Images have their channels in front there.
 * - `'onnx'`: `generator.onnx`, of opset 15. Inputs and outputs are as in tfjs: images have their channels last.
 *
 * Nothing is written to a disk: in Node `writeExport` of gan-core/node does that; a page offers the files for download. Layers that act in
 * training only, such as dropout, do nothing in the files; spectral normalization is worked into the kernels (but for `'tfjs'`, which
 * keeps the layer). In a run it changes nothing.
 *
 * @param source - a Trainer, a GameTrainer, or a model of tfjs-layers: sequential or functional
 * @param options - `format`, `weights`, `network`, `name`
 * @returns the files by their names
 * @throws ArgumentError for what is no such model, an unknown option, or layers that the format has nothing for: all are named
 * @throws BackendError where the backend's GPU was lost
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { exportGenerator } from 'gan-core/export';
 * const generator = sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const files = await exportGenerator(generator, { format: 'pytorch' });
 * console.log(Object.keys(files).join(' ')); // → generator.safetensors generator.py
 * ```
 */
export async function exportGenerator(
  source: TrainerToExport | TrainableModel,
  options: ExportOptions,
): Promise<ExportedFiles> {
  const { format, weights, network, name } = checkExportOptions(options);
  if (format === 'tfjs') return (await copyOf(source, weights, network, copyModel)).read();
  const read = await (await copyOf(source, weights, network, copyNetwork)).read();
  const argument = isTrainer(source) ? network : 'source';
  // Each format is loaded only by those who ask for it.
  if (format === 'onnx') return (await import('./onnx/onnx-files')).onnxFiles(argument, read, name);
  return (await import('./pytorch/pytorch-files')).pytorchFiles(argument, read, name);
}

function isTrainer(source: unknown): source is TrainerToExport {
  return isFunction(((source ?? {}) as Partial<TrainerToExport>).useNetworks);
}

function checkExportOptions(options: ExportOptions) {
  refuseUnknownKeys(options, ['format', 'weights', 'network', 'name']);
  const { format, weights, network = 'generator', name = network } = options;
  const formats: readonly unknown[] = ['tfjs', 'pytorch', 'onnx'];
  refuseUnless(formats.includes(format), 'format', format, "'tfjs', 'pytorch' or 'onnx'");
  const isKnown = weights === undefined || weights === 'average' || weights === 'current';
  refuseUnless(isKnown, 'weights', weights, "'average' or 'current'");
  refuseUnless(typeof network === 'string', 'network', network, "a network's name, such as 'generator'");
  // It becomes a module of Python, and a file's name anywhere.
  const isName = typeof name === 'string' && /^[A-Za-z_]\w{0,99}$/.test(name);
  refuseUnless(isName, 'name', name, 'letters, digits and _, such as generator_2');
  return { format, weights, network, name };
}

/** A copy of the model, or of the trainer's network, made while the weights that were asked for are in place. */
async function copyOf<Copy>(
  source: TrainerToExport | TrainableModel,
  weights: ExportOptions['weights'],
  network: string,
  copy: (model: LayersModel) => Copy,
): Promise<Copy> {
  if (!isTrainer(source)) {
    if (!isLayersModel(source)) {
      const expected = 'a Trainer, a GameTrainer, or a sequential or functional model of tfjs-layers';
      throw new ArgumentError('source', `got ${describeValue(source)}; expected ${expected}.`);
    }
    checkLayersModel('source', source);
    return copy(source);
  }
  return source.useNetworks(weights, (given) => {
    const networks = given as Readonly<Record<string, unknown>>;
    // Beside its networks a Trainer gives its backend.
    const names = Object.keys(networks).filter((name) =>
      isFunction((networks[name] as TrainableModel)?.apply),
    );
    if (!names.includes(network)) {
      throw new ArgumentError('network', `got '${network}'; expected one of ${names.join(', ')}.`);
    }
    const model = networks[network];
    checkLayersModel(network, model);
    return copy(model);
  });
}
