import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import type { ModelWeight, TrainableModel } from '../../tfjs';
import { watchKernels } from '../../tfjs';

type Shape = readonly (number | null)[];

/** One shape, or those of several inputs or outputs. */
type Shapes = Shape | readonly Shape[] | null;

/** A layer of tfjs-layers, with the parts that tell of its shapes. */
interface ShapedLayer {
  readonly name?: string;
  getClassName?(): string;
  readonly layers?: readonly ShapedLayer[];
  readonly inboundNodes?: readonly { readonly inputShapes: Shapes; readonly outputShapes: Shapes }[];
}

/**
 * Refuses a network in which an axis has the size 0: an image that is too small for a convolution, say. Its output then hangs on
 * nothing, cpu "trains" it, and wasm's kernels read what lies beside the tensor.
 *
 * @throws ArgumentError naming the layer, or the weight of a network that isn't of tfjs-layers
 */
export function refuseEmptyLayers(role: string, model: TrainableModel): void {
  const visit = (layers: readonly ShapedLayer[] | undefined): void => {
    if (!Array.isArray(layers)) return;
    for (const layer of layers as readonly ShapedLayer[]) {
      visit(layer.layers); // first, so that the layer within a model is the one named
      for (const { inputShapes, outputShapes } of layer.inboundNodes ?? []) {
        const empty = listOf(outputShapes).find(isEmpty);
        if (!empty) continue;
        const from = listOf(inputShapes)
          .map((shape) => `[${shape.slice(1)}]`)
          .join(' and ');
        throw new ArgumentError(
          role,
          `its layer '${layer.name}' (${layer.getClassName?.()}) makes [${empty.slice(1)}] of ${from}, which is empty; expected sizes above 0: give it larger samples, a smaller kernelSize or pool, or padding: 'same'.`,
        );
      }
    }
  };
  visit((model as { layers?: readonly ShapedLayer[] }).layers);
  const weight =
    isBuilt(model) &&
    Array.isArray(model.trainableWeights) &&
    model.trainableWeights.map(tensorOf).find((value) => value?.size === 0);
  if (weight) {
    throw new ArgumentError(
      role,
      `its weight '${(weight as { name?: string }).name}' has the shape [${weight.shape}], which is empty; expected sizes above 0: something before it is too small.`,
    );
  }
}

/** Convolutions and pooling: they give nothing where the samples are smaller than the window. */
const windows = /Conv|Pool|Dilation2D/;

/**
 * Calls a network, and refuses one in which a convolution or a pooling gives an empty tensor: of networks that aren't of tfjs-layers
 * nothing else tells.
 *
 * @throws ArgumentError naming the operation
 */
export function refuseEmptyOperations<T>(role: string, call: () => T): T {
  const stop = watchKernels((kernelName, inputs, outputs) => {
    if (!windows.test(kernelName)) return;
    const empty = outputs.find(({ size }) => size === 0);
    if (!empty || Object.values(inputs).some((input) => input?.size === 0)) return;
    const from = inputs.x?.shape ?? [];
    throw new ArgumentError(
      role,
      `its ${kernelName} makes [${empty.shape}] of [${from}], which is empty; expected sizes above 0: give it larger samples, a smaller window, or padding 'same'.`,
    );
  });
  try {
    return call();
  } finally {
    stop();
  }
}

function listOf(shapes: Shapes): readonly Shape[] {
  if (!shapes) return [];
  return shapes.every(Array.isArray) ? (shapes as readonly Shape[]) : [shapes as Shape];
}

/** The first axis counts samples. */
function isEmpty(shape: Shape): boolean {
  return shape.slice(1).includes(0);
}

/** A sequential model without an input shape has its weights from its first batch on. */
function isBuilt(model: TrainableModel): boolean {
  return (model as { built?: boolean }).built !== false;
}

function tensorOf(weight: ModelWeight): Tensor | undefined {
  try {
    return 'read' in weight ? weight.read() : weight;
  } catch {
    return undefined; // it was disposed of: that is told where the weights are used
  }
}
