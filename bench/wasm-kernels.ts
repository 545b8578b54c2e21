/**
 * Single kernels on wasm: tfjs's own beside those of useBackend, in turns, by the CPU time of the best round of each. One
 * thread.
 *
 * Run: npm run bench:kernels
 */
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { adam } from 'gan-core/optimizers';
import { type Contestant, interleave } from './interleave';

tf.enableProdMode();
(await useBackend('wasm')).restore();
const names = ['BatchMatMul', 'Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput'];
const kernelsNow = () => new Map(names.map((name) => [name, tf.getKernel(name, 'wasm')?.kernelFunc]));
const ofTfjs = kernelsNow();
const backend = await useBackend('wasm');
const ours = kernelsNow();
backend.restore();

/** One run of a kernel, of so many floating-point operations. */
interface Work {
  readonly title: string;
  readonly operations: number;
  readonly kernel: string;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: object;
}

const transposes = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

function products(rows: number, depth: number, columns: number): Work[] {
  return transposes.map(([transposeA, transposeB]) => ({
    title: `matMul ${rows}x${depth}x${columns} ${transposeA ? 'Aᵀ' : 'A'}·${transposeB ? 'Bᵀ' : 'B'}`,
    operations: 2 * rows * depth * columns,
    kernel: 'BatchMatMul',
    inputs: {
      a: tf.randomNormal(transposeA ? [depth, rows] : [rows, depth]),
      b: tf.randomNormal(transposeB ? [columns, depth] : [depth, columns]),
    },
    attrs: { transposeA, transposeB },
  }));
}

function convolutions(
  images: number,
  size: number,
  channels: number,
  outChannels: number,
  filterSize: number,
  stride: number,
): Work[] {
  const x = tf.randomNormal([images, size, size, channels]);
  const filter = tf.randomNormal([filterSize, filterSize, channels, outChannels]);
  const outSize = size / stride;
  const dy = tf.randomNormal([images, outSize, outSize, outChannels]);
  const attrs = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC' };
  const title = `conv ${images}x${size}x${size}x${channels}→${outChannels} ${filterSize}x${filterSize} s${stride}`;
  const operations = 2 * images * outSize ** 2 * filterSize ** 2 * channels * outChannels;
  return [
    {
      title: `${title}, forward`,
      operations,
      kernel: 'Conv2D',
      inputs: { x, filter },
      attrs: { ...attrs, dilations: [1, 1] },
    },
    {
      title: `${title}, filter gradient`,
      operations,
      kernel: 'Conv2DBackpropFilter',
      inputs: { x, dy },
      attrs: { ...attrs, filterShape: filter.shape },
    },
    {
      title: `${title}, input gradient`,
      operations,
      kernel: 'Conv2DBackpropInput',
      inputs: { dy, filter },
      attrs: { ...attrs, inputShape: x.shape },
    },
  ];
}

function contestant(name: string, { inputs, attrs }: Work, kernel: tf.KernelFunc | undefined): Contestant[] {
  if (!kernel) return [];
  const backend = tf.backend();
  return [
    {
      name,
      async run(steps) {
        for (let step = 0; step < steps; step++) {
          const result = kernel({ inputs, backend, attrs: attrs as tf.NamedAttrMap }) as tf.TensorInfo;
          backend.disposeData(result.dataId);
        }
      },
    },
  ];
}

const works = [
  ...products(256, 128, 128),
  ...products(512, 512, 512),
  ...convolutions(64, 14, 32, 64, 4, 2),
  ...convolutions(64, 28, 1, 32, 4, 2),
  ...convolutions(32, 8, 128, 128, 3, 1),
  ...convolutions(32, 16, 64, 64, 1, 1),
];
console.log(`${'GFlop/s'.padEnd(50)}   tfjs   ours`);
for (const work of works) {
  const steps = Math.ceil(2e8 / work.operations);
  const contestants = [
    ...contestant('tfjs', work, ofTfjs.get(work.kernel)),
    ...contestant('ours', work, ours.get(work.kernel)),
  ];
  const times = await interleave(contestants, { rounds: 15, steps, warmup: 5 * steps });
  const speed = (name: string) => {
    const rounds = times.get(name)?.cpu;
    return (rounds ? (work.operations / Math.min(...rounds) / 1e6).toFixed(1) : 'none').padStart(6);
  };
  console.log(`${work.title.padEnd(50)} ${speed('tfjs')} ${speed('ours')}`);
}

const image = tf.randomNormal([64, 14, 14, 32]);
const channels = Array.from({ length: 2 }, () => tf.randomNormal<tf.Rank.R1>([32]));
const weights = [100 * 2370].map((size) => tf.variable(tf.randomNormal([size])));
const optimizer = adam();
const passes: Record<string, () => unknown> = {
  'Adam, 237,000 weights': () => optimizer.update(weights, weights),
  'tanh, 401,408 numbers': () => tf.tanh(image),
  'leaky ReLU and its gradient, 401,408 numbers': () => tf.grad((x) => tf.leakyRelu(x))(image, image),
  'sums of the columns of 12544x32': () => tf.sum(image, [0, 1, 2]),
  'batch norm and its gradients, 12544x32': () => {
    const norm = (x: tf.Tensor) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, channels[0], channels[1]);
    };
    return tf.grad(norm)(image, image);
  },
};
console.log(`\n${'ms'.padEnd(50)}   tfjs   ours`);
for (const [title, run] of Object.entries(passes)) {
  const repeat = async (steps: number) => {
    for (let step = 0; step < steps; step++) tf.tidy(() => void run());
  };
  const withOurs = async (steps: number) => {
    const restore = [(await useBackend('wasm')).restore, installSecondOrderGradients()];
    await repeat(steps);
    for (const each of restore) each();
  };
  const contestants = [
    { name: 'tfjs', run: repeat },
    { name: 'ours', run: withOurs },
  ];
  const times = await interleave(contestants, { rounds: 9, steps: 20, warmup: 5 });
  const best = (name: string) =>
    Math.min(...times.get(name)!.cpu)
      .toFixed(2)
      .padStart(6);
  console.log(`${title.padEnd(50)} ${best('tfjs')} ${best('ours')}`);
}
