import {
  broadcast_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { type FusedInputs, finishFused, fusedActivation } from '../loops/fused-activation';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import { areFloats, type SimdCall, withFallback } from '../module/with-fallback';
import { productWorkspace } from '../module/workspace-sizes';

interface MatMulAttributes extends NamedAttrMap {
  transposeA?: boolean;
  transposeB?: boolean;
  activation?: string;
  leakyreluAlpha?: number;
}

/**
 * Matrix products, in every transpose, with bias and activation, over broadcast batches. tfjs multiplies untransposed
 * matrices with XNNPACK but transposed ones, which every dense gradient needs, in a naive loop, 20 times slower. And what
 * XNNPACK prepared for a right operand it keeps by its data alone: after a reshape, which shares the data, it would read and
 * write outside of it. Here nothing is kept.
 */
export function simdMatMul(): KernelConfig[] {
  const originals = ['BatchMatMul', '_FusedMatMul'].flatMap((name) => getKernel(name, 'wasm') ?? []);
  return originals.map((original) => withFallback(original, matMul));
}

function matMul({ kernels, backend, inputs, attrs }: SimdCall): TensorInfo | undefined {
  const { a, b, ...fused } = inputs as { a: TensorInfo; b: TensorInfo } & FusedInputs;
  const attributes = attrs as MatMulAttributes;
  const { transposeA = false, transposeB = false } = attributes;
  const [first, second] = a.shape.slice(-2) as [number, number];
  const [rows, depth] = transposeA ? [second, first] : [first, second];
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const epilogue = fusedActivation(fused, attributes, columns);
  if (!epilogue || !areFloats(a, b)) return undefined;

  util.assert(
    b.shape.at(transposeB ? -1 : -2) === depth,
    () => `matMul: [${a.shape}] and [${b.shape}] don't fit.`,
  );
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const product = backend.makeOutput([...batch, rows, columns], 'float32');
  const [left, right] = [placesOf(batchA, batch), placesOf(batchB, batch)];
  // One right matrix for all: the left ones are the rows of one.
  const joined = !transposeA && right.every((place) => place === 0) && util.arraysEqual(batchA, batch);
  const count = joined ? Math.min(left.length, 1) : left.length;
  const height = joined ? left.length * rows : rows;
  const bias = epilogue.bias ? addressOf(epilogue.bias, backend) : 0;
  withWorkspace(backend, productWorkspace(kernels, columns, depth), (workspace) => {
    const atA = addressOf(a, backend);
    const atB = addressOf(b, backend);
    const atC = addressOf(product, backend);
    for (let index = 0; index < count; index++) {
      kernels.multiply(
        atA + left[index]! * rows * depth * 4,
        transposeA,
        atB + right[index]! * depth * columns * 4,
        transposeB,
        atC + index * height * columns * 4,
        height,
        columns,
        depth,
        bias,
        epilogue.code,
        epilogue.slope,
        workspace,
      );
    }
  });
  return finishFused(product, epilogue, fused, attributes, backend);
}

const onlyPlace = [0];

/** Index of the operand's matrix for each matrix of a broadcast batch. */
function placesOf(operand: readonly number[], batch: readonly number[]): readonly number[] {
  if (batch.length === 0) return onlyPlace;
  let places = [0];
  let stride = 1;
  const strides = batch.map(() => 0);
  for (let axis = 1; axis <= operand.length; axis++) {
    const size = operand.at(-axis)!;
    strides[batch.length - axis] = size === 1 ? 0 : stride;
    stride *= size;
  }
  for (const [axis, size] of batch.entries()) {
    places = places.flatMap((place) =>
      Array.from({ length: size }, (_, index) => place + index * strides[axis]!),
    );
  }
  return places;
}
