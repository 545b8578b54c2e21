import { broadcast_util, getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { Arithmetic } from '../assembly/operation-codes';
import { addressOf } from '../module/simd-kernels';
import { areFloats, withFallback } from '../module/with-fallback';

/** The kernels that are replaced. */
const kernelNames = ['Add', 'Sub', 'Multiply', 'RealDiv', 'Maximum', 'Minimum'] as const;

/**
 * Sums, differences, products and quotients, with one operand broadcast; tfjs's own look up every number's place there. And the
 * larger or smaller of two, which on tfjs's wasm hides a NaN.
 */
export function simdArithmetic(): KernelConfig[] {
  return kernelNames.flatMap((kernelName) => {
    const code = Arithmetic[kernelName];
    const original = getKernel(kernelName, 'wasm');
    if (!original) return [];
    const kernel = withFallback(original, ({ kernels, backend, inputs }) => {
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const layout = areFloats(a, b) ? layoutOf(a.shape, b.shape) : undefined;
      if (!layout) return undefined;
      const { shape, rows, length, rowOfA, rowOfB, spreadA, spreadB } = layout;
      const c = backend.makeOutput(shape, 'float32');
      const [atA, atB, atC] = [addressOf(a, backend), addressOf(b, backend), addressOf(c, backend)];
      if (length > 0) kernels.arithmetic(code, atA, atB, atC, rows, length, rowOfA, rowOfB, spreadA, spreadB);
      return c;
    });
    return [kernel];
  });
}

/** Pairing of two operands, in rows; see assembly/arithmetic.ts. */
interface Layout {
  readonly shape: number[];
  readonly rows: number;
  readonly length: number;
  readonly rowOfA: number;
  readonly rowOfB: number;
  readonly spreadA: boolean;
  readonly spreadB: boolean;
}

/** The operands as rows, or undefined where it takes more than rows and columns to tell how they are broadcast. */
function layoutOf(shapeA: readonly number[], shapeB: readonly number[]): Layout | undefined {
  const shape = broadcast_util.assertAndGetBroadcastShape([...shapeA], [...shapeB]);
  const groups: { size: number; hasA: boolean; hasB: boolean }[] = [];
  for (const [axis, size] of shape.entries()) {
    if (size === 1) continue;
    const hasA = (shapeA[axis - shape.length + shapeA.length] ?? 1) === size;
    const hasB = (shapeB[axis - shape.length + shapeB.length] ?? 1) === size;
    const last = groups.at(-1);
    if (last && last.hasA === hasA && last.hasB === hasB) last.size *= size;
    else groups.push({ size, hasA, hasB });
  }
  if (groups.length > 2) return undefined;
  const columns = groups.pop() ?? { size: 1, hasA: true, hasB: true };
  const rows = groups.pop() ?? { size: 1, hasA: false, hasB: false };
  return {
    shape,
    rows: rows.size,
    length: columns.size,
    rowOfA: rows.hasA ? (columns.hasA ? columns.size : 1) : 0,
    rowOfB: rows.hasB ? (columns.hasB ? columns.size : 1) : 0,
    spreadA: !columns.hasA,
    spreadB: !columns.hasB,
  };
}
