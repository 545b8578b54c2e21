import {
  backend_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type StridedSliceAttrs,
  slice_util,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { copyBox, stepsOf } from '../loops/copy-box';
import type { WasmBackend } from '../module/wasm-kernel';

/** A box of a tensor: the first place, and the step along each axis. */
type Box = readonly [tensor: TensorInfo, first: number, steps: readonly number[]];
/** Computes a kernel's result, of inputs in order; undefined where it is left to tfjs. */
type Move = (
  inputs: readonly TensorInfo[],
  attrs: NamedAttrMap,
  make: (shape: readonly number[]) => TensorInfo,
  copy: (shape: readonly number[], from: Box, to: Box) => void,
) => TensorInfo | undefined;

/** The place of a number by its places along the axes, which tfjs lets be fractions. */
const scaled = (places: readonly number[], steps: readonly number[]) =>
  places.reduce((sum, place, axis) => sum + Math.trunc(place) * steps[axis]!, 0);
const axesOf = (axes: unknown, { shape }: TensorInfo) => util.parseAxisParam(axes as number[], shape);

/** Kernels that move numbers and compute nothing: the same as tfjs's on wasm, which find the place of each number anew. */
const moves: Readonly<Record<string, Move>> = {
  Tile([x], attrs, make, copy) {
    const { shape } = x!;
    const reps = attrs.reps as number[];
    const tiled = make(shape.map((size, axis) => size * reps[axis]!));
    copy(
      shape.flatMap((size, axis) => [reps[axis]!, size]),
      [x!, 0, stepsOf(shape).flatMap((step) => [0, step])],
      [tiled, 0, stepsOf(tiled.shape).flatMap((step, axis) => [step * shape[axis]!, step])],
    );
    return tiled;
  },
  Reverse([x], { dims }, make, copy) {
    const { shape } = x!;
    const axes = axesOf(dims, x!);
    const steps = stepsOf(shape);
    const reversed = make(shape);
    const last = axes.reduce((sum, axis) => sum + (shape[axis]! - 1) * steps[axis]!, 0);
    const back = steps.map((step, axis) => (axes.includes(axis) ? -step : step));
    copy(shape, [x!, last, back], [reversed, 0, steps]);
    return reversed;
  },
  Concat(inputs, attrs, make, copy) {
    const [axis] = axesOf(attrs.axis, inputs[0]!) as [number];
    const shapes = inputs.map(({ shape }) => shape);
    backend_util.assertParamsConsistent(shapes, axis);
    const joined = make(backend_util.computeOutShape(shapes, axis));
    const steps = stepsOf(joined.shape);
    let first = 0;
    for (const each of inputs) {
      copy(each.shape, [each, 0, stepsOf(each.shape)], [joined, first, steps]);
      first += each.shape[axis]! * steps[axis]!;
    }
    return joined;
  },
  Slice([x], attrs, make, copy) {
    const [begin, size] = slice_util.parseSliceParams(
      x as never,
      attrs.begin as number[],
      attrs.size as number[],
    );
    slice_util.assertParamsValid(x as never, begin!, size!);
    const sliced = make(size!);
    const steps = stepsOf(x!.shape);
    copy(size!, [x!, scaled(begin!, steps), steps], [sliced, 0, stepsOf(size!)]);
    return sliced;
  },
  StridedSlice([x], attrs, make, copy) {
    const by = attrs as unknown as StridedSliceAttrs;
    const info = slice_util.sliceInfo(
      x!.shape,
      by.begin,
      by.end,
      by.strides,
      by.beginMask,
      by.endMask,
      by.ellipsisMask,
      by.newAxisMask,
      by.shrinkAxisMask,
    );
    const sliced = make(info.finalShape);
    const steps = stepsOf(x!.shape);
    const strided = steps.map((step, axis) => step * info.strides[axis]!);
    const shape = info.begin.map((from, axis) => Math.ceil((info.end[axis]! - from) / info.strides[axis]!));
    copy(shape, [x!, scaled(info.begin, steps), strided], [sliced, 0, stepsOf(shape)]);
    return sliced;
  },
  DepthToSpace([x], attrs, make, copy) {
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const [count, height, width, depth] = x!.shape as [number, number, number, number];
    const block = attrs.blockSize as number;
    const run = depth / block;
    const spread = make([count, height * block, width * block, run / block]);
    copy(
      [count * height, width, block, run],
      [x!, 0, [width * depth, depth, run, 1]],
      [spread, 0, [width * depth, run, width * run, 1]],
    );
    return spread;
  },
};

/** Puts the kernels above in front of tfjs's. */
export function movingKernels(): KernelConfig[] {
  return Object.entries(moves).flatMap(([name, move]) => {
    const original = getKernel(name, 'wasm');
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
      const wasm = call.backend as WasmBackend;
      const inputs = Object.values(call.inputs) as TensorInfo[];
      const { dtype } = inputs[0]!;
      if (dtype === 'string' || inputs.some((input) => input.dtype !== dtype)) {
        // tfjs's others end WebAssembly.
        if (name !== 'Slice' && name !== 'Concat') throw new Error(`${name}: takes no strings.`);
        return original.kernelFunc(call);
      }
      const make = (shape: readonly number[]) => wasm.makeOutput(shape, dtype);
      const moved = move(inputs, call.attrs!, make, (shape, [from, start, fromSteps], [to, at, toSteps]) => {
        if (to.shape.includes(0)) return;
        // Looked at here: the memory may have grown for what was made.
        const [source, target] = [from, to].map((tensor) => wasm.typedArrayFromHeap(tensor));
        copyBox(shape, source!, start, fromSteps, target!, at, toSteps);
      });
      return moved ?? original.kernelFunc(call);
    };
    return [{ ...original, kernelFunc }];
  });
}
