/**
 * Single kernels on wasm, one thread: tfjs's own beside those of useBackend, in turns, by the CPU time of the best round of
 * each.
 *
 * Run: npm run bench:kernels [-- --write], which writes docs/kernels.md
 */
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { type Contestant, interleave, timeSteps } from './interleave';
import { convolutions, depthwiseConvolutions } from './kernels/convolutions';
import { type KernelRun, kernelContestant } from './kernels/kernel-run';
import { moves, poolGradients, resizeGradients } from './kernels/passes-over-images';
import { layerNorms, segmentSum } from './kernels/passes-over-rows';
import { products } from './kernels/products';
import { describeRun } from './machine';
import { table } from './table';

tf.enableProdMode();
(await useBackend('wasm')).restore();
const { operations } = await import('./kernels/operations'); // makes tensors, so not before there is a backend

const computing: readonly KernelRun[] = [
  ...products(256, 128, 128),
  ...products(512, 512, 512),
  ...convolutions({ images: 64, size: 14, channels: 32, outChannels: 64, filterSize: 4, stride: 2 }),
  ...convolutions({ images: 64, size: 28, channels: 1, outChannels: 32, filterSize: 4, stride: 2 }),
  ...convolutions({ images: 32, size: 8, channels: 128, outChannels: 128, filterSize: 3 }),
  ...convolutions({ images: 32, size: 16, channels: 64, outChannels: 64, filterSize: 1 }),
  ...convolutions({ images: 32, size: 16, channels: 64, outChannels: 64, filterSize: 3, dilation: 2 }),
  ...depthwiseConvolutions({ images: 32, size: 28, channels: 64, filterSize: 3 }),
  ...depthwiseConvolutions({ images: 32, size: 28, channels: 64, filterSize: 5, stride: 2 }),
];
const moving: readonly KernelRun[] = [
  ...poolGradients(64, 28, 32),
  ...resizeGradients(64, 14, 32),
  segmentSum(4096, 64, 1000),
  ...layerNorms(12544, 32),
  ...layerNorms(256, 512),
  ...moves(64, 32, 3),
];

const names = new Set([...computing, ...moving].map(({ kernel }) => kernel));
const kernelsNow = () => new Map([...names].map((name) => [name, tf.getKernel(name, 'wasm')?.kernelFunc]));
const kernelsOfTfjs = kernelsNow();
const backend = await useBackend('wasm');
const ourKernels = kernelsNow();
backend.restore();

/** The CPU milliseconds of a run, by tfjs and by us, of the best round of each. */
async function fastest(contestants: readonly Contestant[]): Promise<(name: string) => number> {
  const times = await interleave(contestants, { rounds: 15, milliseconds: 10 });
  return (name) => Math.min(...times.get(name)!.cpu);
}

async function kernelRow(run: KernelRun): Promise<string[]> {
  const [ofTfjs, ours] = [kernelsOfTfjs.get(run.kernel), ourKernels.get(run.kernel)!];
  const best = await fastest([
    ...(ofTfjs ? [kernelContestant('tfjs', run, ofTfjs)] : []),
    kernelContestant('ours', run, ours),
  ]);
  const cell = (name: string) =>
    run.operations === undefined ? best(name).toFixed(3) : (run.operations / best(name) / 1e6).toFixed(1);
  return [run.title, ofTfjs ? cell('tfjs') : 'none', ofTfjs === ours ? "tfjs's" : cell('ours')];
}

async function operationRow({ title, ofTfjs, ours }: (typeof operations)[number]): Promise<string[]> {
  const repeat = (run: () => unknown) => async (steps: number) => {
    for (let step = 0; step < steps; step++) tf.tidy(() => void run());
  };
  const best = await fastest([
    { name: 'tfjs', run: repeat(ofTfjs) },
    {
      name: 'ours',
      async run(steps) {
        const restore = [(await useBackend('wasm')).restore, installSecondOrderGradients()];
        const time = await timeSteps({ name: title, run: repeat(ours) }, steps);
        for (const each of restore) each();
        return time;
      },
    },
  ]);
  return [title, best('tfjs').toFixed(3), best('ours').toFixed(3)];
}

async function tableOf<T>(unit: string, items: readonly T[], rowOf: (item: T) => Promise<string[]>) {
  const rows: string[][] = [];
  for (const item of items) {
    const row = await rowOf(item);
    console.log([row[0]!.padEnd(75), ...row.slice(1).map((cell) => cell.padStart(7)), unit].join(' '));
    rows.push(row);
  }
  return table([unit, 'tfjs', 'ours'], rows);
}

const speeds = await tableOf('GFlop/s', computing, kernelRow);
const passes = await tableOf('ms', moving, kernelRow);
const inAll = await tableOf('ms', operations, operationRow);

if (process.argv.includes('--write')) {
  writeFileSync(
    'docs/kernels.md',
    `# Kernels on wasm

Written by \`npm run bench:kernels -- --write\` on ${describeRun()}. One thread.

tfjs's own kernels of its wasm backend stand beside those that \`useBackend('wasm')\` installs. Both ran in turns. A figure is
the CPU time of the best of 15 rounds of about 10 ms: what the kernel can do where nothing disturbs it. "none": tfjs has no
such kernel on wasm. Training then stops there, but for layer normalization, which it makes of other operations. "tfjs's":
gan-core leaves this kernel as it is. [Performance](performance.md) times whole steps.

## Products and convolutions

In GFlop/s: more is faster. A multiplication and an addition count as two operations; those on the padding count too, and those
that Winograd's algorithm does without.
Images are written as count x height x width x channels, filters by their size and stride (s).

${speeds}

## Passes over memory

In milliseconds: less is faster. Here the memory takes the time, not the arithmetic.

${passes}

## Operations of several kernels

In milliseconds, through the engine. Of an optimizer, tfjs's column is \`tf.train\`'s own. Of layer normalization, it is what
tfjs-layers does; gan-core's is what the Trainer has such a layer do. The others are the same code on both.

${inAll}
`,
  );
}
