import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { type GameSize, usual } from '../games';
import { type Contestant, interleave, median, medianRatio, type Times } from '../interleave';
import { checkLosses } from '../jax-js/check-losses';
import { jaxContestant } from '../jax-js/jax-contestant';
import { naiveOnOurs, naiveOnTfjs, trainer } from '../on-wasm';
import { timeOutsideKernels } from '../outside-kernels';
import { table } from '../table';
import { withTrainer } from '../with-trainer';
import type { Part, PartOptions } from './part';

const naive = 'naive loop on tfjs as it is';
const naiveOnOurKernels = 'naive loop on our kernels';
const ours = 'Trainer';
const oursWithR1 = 'Trainer with R1 in every step';
const oursOnTwo = 'Trainer with two threads';
const jaxName = 'jax-js';
const pytorchName = 'PyTorch, one thread';
const pytorchWithR1 = 'PyTorch with R1 in every step';

const slowDcgan = 'jax-js is not in this table: the first step of its DCGAN takes too long to be timed here.';

/** The two games at their usual sizes, on wasm: each way to play them, in turns. */
export const stepOnWasm: Part = async (options) => {
  // First, while the process has run nothing else: as in a process that only trains.
  const outside = [await outsideKernels(usual.perceptrons, 500), await outsideKernels(usual.dcgan, 20)];
  const small = await outsideKernels({ ...usual.dcgan, batchSize: 16 }, 50);
  const speed = await productSpeed();
  const perceptrons = await section(usual.perceptrons, options);
  const dcgan = await section(usual.dcgan, options);
  const { pytorch, jaxJs } = options;
  const difference = jaxJs && (await checkLosses(jaxJs.jax, usual.perceptrons)).toExponential(0);
  return `
${pytorch ? `PyTorch ${pytorch.version}: ${pytorch.blas} in a product of 512x512. Our kernels: ${speed.toFixed(0)} GFlop/s in that product.` : `Our kernels: ${speed.toFixed(0)} GFlop/s in a product of 512x512.`}
${jaxJs ? `jax-js: @jax-js/jax ${jaxJs.version} on its wasm backend, one thread, the step compiled as a whole. Over 20 steps from the same weights, on the same data and noise, its losses differ from those of tfjs by ${difference} at most.` : ''}

### Perceptrons

G 2-128-128-2, D 2-128-128-1 (ReLU), batch 256, on a ring of eight Gaussians.

${perceptrons}
Of the Trainer's step, ${outside[0]!.all} % lies outside of WebAssembly, the garbage collection included (V8's sampling profiler, the median of 9 stretches);
${outside[0]!.inTfjs} % in the code of tfjs-core and tfjs-layers.

### DCGAN, 28x28

G: dense 100 → 7x7x64, transposed convolutions 4x4 with stride 2 to 32 and 1 channels, batch norm and ReLU between, tanh.
D: convolutions 4x4 with stride 2 to 32 and 64 channels, leaky ReLU, dense. Batch 64. tfjs as it is lacks the filter
gradient, so that the naive loop can't run there.

${dcgan}
Of the Trainer's step, ${outside[1]!.all} % lies outside of WebAssembly; ${outside[1]!.inTfjs} % in the code of tfjs-core and tfjs-layers. By batches of
16, it is ${small.all} and ${small.inTfjs} %.
${jaxJs ? `\n${slowDcgan}` : ''}
`;
};

function contestantsOf(game: GameSize, { pytorch, jaxJs }: PartOptions): Contestant[] {
  const isDcgan = game.name === 'dcgan';
  return [
    ...(isDcgan ? [] : [naiveOnTfjs(naive, game)]),
    naiveOnOurs(naiveOnOurKernels, game),
    trainer(ours, game),
    trainer(oursWithR1, game, { r1: true }),
    trainer(oursOnTwo, game, { threads: 2 }),
    ...(jaxJs && !isDcgan ? [jaxContestant(jaxName, jaxJs.jax, game)] : []),
    ...(pytorch
      ? [pytorch.contestant(pytorchName, game), pytorch.contestant(pytorchWithR1, game, { r1: true })]
      : []),
  ];
}

async function section(game: GameSize, options: PartOptions): Promise<string> {
  const times = await interleave(contestantsOf(game, options), options.rounds);
  const ratio = (above: string, below: string, kind: keyof Times) => {
    const [numerator, denominator] = [times.get(above), times.get(below)];
    return numerator && denominator ? medianRatio(numerator[kind], denominator[kind]).toFixed(2) : '';
  };
  const rows = [...times].map(([name, { clock, cpu }]) => [
    name,
    median(clock).toFixed(2),
    median(cpu).toFixed(2),
    ratio(name, naive, 'clock'),
    ratio(name, name.includes('R1') ? pytorchWithR1 : pytorchName, 'cpu'),
  ]);
  const jax = ratio(jaxName, ours, 'cpu');
  const text = `${table(['', 'ms a step', 'CPU ms a step', 'time / naive loop', 'CPU time / PyTorch'], rows)}

R1 costs the Trainer ${ratio(oursWithR1, ours, 'cpu')} times the plain step, in CPU time. With two threads the step takes ${ratio(oursOnTwo, ours, 'clock')} times as long, by the clock.
${jax && `jax-js takes ${jax} times the CPU time of the Trainer.`}`;
  console.log(`${game.name}\n${text}\n`);
  return text.trim();
}

/** How much of the Trainer's step isn't in kernels, in percent. */
async function outsideKernels(game: GameSize, steps: number): Promise<{ all: string; inTfjs: string }> {
  const backend = await useBackend('wasm', { threads: 1 });
  const training = withTrainer(game);
  const { all, inTfjs } = await timeOutsideKernels(training, { steps, stretches: 9 });
  training.dispose();
  backend.restore();
  return { all: (100 * all).toFixed(0), inTfjs: (100 * inTfjs).toFixed(0) };
}

/** GFlop/s of our kernels in a product of 512x512: the best of some runs. */
async function productSpeed(): Promise<number> {
  const backend = await useBackend('wasm', { threads: 1 });
  const matrix = tf.randomUniform([512, 512]);
  let best = Infinity;
  for (let run = 0; run < 30; run++) {
    const start = performance.now();
    tf.matMul(matrix, matrix).dispose();
    best = Math.min(best, performance.now() - start);
  }
  matrix.dispose();
  backend.restore();
  return (2 * 512 ** 3) / best / 1e6;
}
