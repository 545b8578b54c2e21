import { digitWeights } from '../../../src/metrics/digits/digit-weights';

interface Convolution {
  readonly side: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
}

const convolutions: readonly Convolution[] = [
  { side: 5, inputs: 1, outputs: 16, stride: 2 },
  { side: 3, inputs: 16, outputs: 32, stride: 1 },
  { side: 3, inputs: 32, outputs: 32, stride: 2 },
  { side: 3, inputs: 32, outputs: 64, stride: 1 },
];

/** The network as the docstring of digitClassifier describes it, in float64, for a picture from −1 to 1. */
export function digitsByDefinition(pixels: readonly number[]): { features: number[]; logits: number[] } {
  const layers = layersOf(Uint8Array.from(atob(digitWeights), (character) => character.charCodeAt(0)));
  let [maps, size] = [[...pixels], 28];
  for (const [index, convolution] of convolutions.entries()) {
    maps = convolved(maps, size, convolution, layers[index]!);
    size = Math.ceil(size / convolution.stride);
  }
  const features = Array.from(
    { length: 64 },
    (_, channel) => maps.reduce((sum, value, at) => sum + (at % 64 === channel ? value : 0), 0) / size ** 2,
  );
  const { kernel, biases } = layers.at(-1)!;
  const logits = biases.map((bias, digit) =>
    features.reduce((sum, feature, index) => sum + feature * kernel[10 * index + digit]!, bias),
  );
  return { features, logits };
}

interface Layer {
  readonly kernel: readonly number[];
  readonly biases: readonly number[];
}

/** Scales and biases of all layers, as float32, then their kernels, as int8. */
function layersOf(file: Uint8Array): Layer[] {
  const view = new DataView(file.buffer);
  const sizes = [
    ...convolutions.map(({ side, inputs, outputs }) => ({ outputs, size: side ** 2 * inputs * outputs })),
    { outputs: 10, size: 640 },
  ];
  let [floats, bytes] = [0, 8 * sizes.reduce((sum, { outputs }) => sum + outputs, 0)];
  return sizes.map(({ outputs, size }) => {
    const float = () => view.getFloat32(4 * floats++, true);
    const [scales, biases] = [Array.from({ length: outputs }, float), Array.from({ length: outputs }, float)];
    const kernel = Array.from(file.subarray(bytes, bytes + size), (byte, index) => {
      const whole = byte < 128 ? byte : byte - 256;
      return whole * scales[index % outputs]!;
    });
    bytes += size;
    return { kernel, biases };
  });
}

/** A convolution with as little as possible added above and on the left, and leakyReLU(0.1) of it. */
function convolved(
  maps: readonly number[],
  size: number,
  { side, inputs, outputs, stride }: Convolution,
  { kernel, biases }: Layer,
): number[] {
  const smaller = Math.ceil(size / stride);
  const before = Math.floor(Math.max((smaller - 1) * stride + side - size, 0) / 2);
  return Array.from({ length: smaller ** 2 * outputs }, (_, at) => {
    const [output, column] = [at % outputs, Math.floor(at / outputs) % smaller];
    const row = Math.floor(at / outputs / smaller);
    let sum = biases[output]!;
    for (let tap = 0; tap < side ** 2; tap++) {
      const [y, x] = [
        stride * row - before + Math.floor(tap / side),
        stride * column - before + (tap % side),
      ];
      if (y < 0 || x < 0 || y >= size || x >= size) continue;
      for (let input = 0; input < inputs; input++)
        sum += maps[(y * size + x) * inputs + input]! * kernel[(tap * inputs + input) * outputs + output]!;
    }
    return Math.max(sum, 0.1 * sum);
  });
}
