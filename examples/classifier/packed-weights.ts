/** A network's weights, its kernels in 8 bits. */
export interface PackedWeights {
  /** Scales and biases of all layers, then their kernels, in base64. */
  readonly text: string;
  /** The kernels and biases that the text stands for, in the network's order. */
  readonly values: readonly Float32Array[];
}

/** One of a network's weights: a kernel, whose last axis has the outputs, or biases. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const largest = 127;

/**
 * Rounds kernels to whole numbers from −127 to 127, times a scale for each output, and packs them: for layer after layer the scales
 * and the biases, float32 and little-endian, then each layer's kernel as int8. What reads it is src/metrics/digits/digit-network.ts.
 *
 * @param weights - a kernel and biases, for layer after layer
 */
export function packedWeights(weights: readonly Weight[]): PackedWeights {
  const [floats, bytes, values]: [number[], number[], Float32Array[]] = [[], [], []];
  for (let at = 0; at < weights.length; at += 2) {
    const [kernel, biases] = [weights[at]!, weights[at + 1]!];
    const outputs = kernel.shape.at(-1)!;
    const scales = Float32Array.from({ length: outputs }, (_, output) => scaleOf(kernel, output, outputs));
    const scaled = Array.from(kernel.values, (value, index) => value / scales[index % outputs]!);
    const whole = scaled.map((value) => Math.round(value) + 0); // + 0: an int8 has no −0
    floats.push(...scales, ...biases.values);
    bytes.push(...whole);
    values.push(
      Float32Array.from(whole, (value, index) => value * scales[index % outputs]!),
      biases.values,
    );
  }
  const packed = Buffer.alloc(4 * floats.length + bytes.length);
  for (const [index, value] of floats.entries()) packed.writeFloatLE(value, 4 * index);
  for (const [index, value] of bytes.entries()) packed.writeInt8(value, 4 * floats.length + index);
  return { text: packed.toString('base64'), values };
}

/** The largest weight of an output becomes 127; of one that has none, any scale does. */
function scaleOf({ values }: Weight, output: number, outputs: number): number {
  const most = values.reduce(
    (most, value, index) => (index % outputs === output ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  return most === 0 ? 1 : most / largest;
}
