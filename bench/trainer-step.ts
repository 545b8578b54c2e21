/**
 * One GAN step on wasm, for the two games of networks.ts: non-saturating loss, Adam, one step of D and one of G. A naive
 * loop on tfjs as it is, the same loop on the kernels of useBackend, the Trainer, and PyTorch on one thread where python3
 * (or the PYTHON of the environment) has it, in turns.
 *
 * Run: npm run bench
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import { type Penalty, r1Penalty } from 'gan-core/penalties';
import { Trainer, type WorkersOptions } from 'gan-core/trainer';
import { type Contestant, interleave, median, medianRatio, type Times } from './interleave';
import { naiveLoop } from './naive-loop';
import { dcgan, type Networks, perceptrons } from './networks';
import { startPyTorch } from './pytorch';

interface Game {
  readonly name: 'perceptrons' | 'dcgan';
  readonly title: string;
  readonly description: string;
  readonly networks: () => Networks;
  readonly batchSize: number;
  /** Real samples, as the naive loop makes them, and as the Trainer takes them. */
  readonly sample: () => tf.Tensor;
  readonly data: Sampler | tf.Tensor;
  /** Whether tfjs as it is has every kernel. */
  readonly trainsOnTfjs: boolean;
}

const naive = 'naive loop on tfjs as it is';
const naiveOnOurs = 'naive loop on our kernels';
const ours = 'Trainer';
const oursWithR1 = 'Trainer with R1 in every step';
const oursWithWorker = 'Trainer with a worker, so on two cores';
const pytorchName = 'PyTorch, one thread';
const rounds = 9;

tf.enableProdMode();
(await useBackend('wasm')).restore();
const pytorch = await startPyTorch();

const ring = gaussianRing();
const images = tf.randomUniform([256, 28, 28, 1], -1, 1);
const games: Game[] = [
  {
    name: 'perceptrons',
    title: 'Perceptrons',
    description: 'G 2-128-128-2, D 2-128-128-1 (ReLU), batch 256, on a ring of eight Gaussians.',
    networks: perceptrons,
    batchSize: 256,
    sample: () => {
      const modes = Array.from({ length: 256 }, (_, index) => [
        ...ring.centres[index % ring.centres.length]!,
      ]);
      return tf.add(tf.tensor2d(modes), tf.randomNormal([256, 2], 0, 0.02));
    },
    data: ring,
    trainsOnTfjs: true,
  },
  {
    name: 'dcgan',
    title: 'DCGAN, 28x28',
    description:
      'G: dense 100 → 7x7x64, transposed convolutions 4x4 with stride 2 to 32 and 1 channels, batch norm and ReLU between, ' +
      'tanh. D: convolutions 4x4 with stride 2 to 32 and 64 channels, leaky ReLU, dense. Batch 64. tfjs as it is lacks the ' +
      'filter gradient.',
    networks: dcgan,
    batchSize: 64,
    sample: () => tf.slice(images, [0, 0, 0, 0], [64, -1, -1, -1]),
    data: images,
    trainsOnTfjs: false,
  },
];

/** Runs with the kernels that useBackend replaces, and puts tfjs's own back. */
function onOurKernels(run: (steps: number) => Promise<unknown>): (steps: number) => Promise<void> {
  return async (steps) => {
    const backend = await useBackend('wasm');
    await run(steps);
    backend.restore();
  };
}

function contestantsOf({ name, networks, batchSize, sample, data, trainsOnTfjs }: Game): Contestant[] {
  const trainer = (options: { penalties?: Penalty[]; workers?: WorkersOptions }) => {
    const { generator, discriminator, latentLength } = networks();
    const latent = normalLatent(latentLength);
    const each = new Trainer({ generator, discriminator, latent, ...options });
    return onOurKernels((steps) => each.fit(data, { steps, batchSize }));
  };
  const start = () => new Worker(new URL('./start-worker.mjs', import.meta.url), { workerData: name });
  const workers = { count: 1, start };
  const loop = () => naiveLoop(networks(), batchSize, sample);
  return [
    ...(trainsOnTfjs ? [{ name: naive, run: loop() }] : []),
    { name: naiveOnOurs, run: onOurKernels(loop()) },
    { name: ours, run: trainer({}) },
    { name: oursWithR1, run: trainer({ penalties: [r1Penalty()] }) },
    { name: oursWithWorker, run: trainer({ workers }) },
    ...(pytorch ? [{ name: pytorchName, run: (steps: number) => pytorch.run(name, steps) }] : []),
  ];
}

function report({ title, description }: Game, times: Map<string, Times>): string {
  const rows = [...times].map(([name, { clock, cpu }]) => {
    const ratioTo = (other: string, kind: keyof Times) => {
      const reference = times.get(other)?.[kind];
      return reference ? medianRatio({ clock, cpu }[kind], reference).toFixed(2) : '';
    };
    const cells = [
      median(clock).toFixed(2),
      median(cpu).toFixed(2),
      ratioTo(naive, 'clock'),
      ratioTo(pytorchName, 'cpu'),
    ];
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  const r1 = medianRatio(times.get(oursWithR1)!.cpu, times.get(ours)!.cpu).toFixed(2);
  const worker = medianRatio(times.get(ours)!.clock, times.get(oursWithWorker)!.clock).toFixed(2);
  return `## ${title}

${description} Medians of ${rounds} rounds, in turns.

| | ms a step | CPU ms a step | time / naive loop | CPU time / PyTorch |
|---|---|---|---|---|
${rows.join('\n')}

R1 costs ${r1} times the plain step of the Trainer, in CPU time. A worker makes the step ${worker} times as fast, by the clock.
`;
}

/** GFlop/s of our kernels in a product of 512x512: the best of some runs. */
async function measureProduct(): Promise<number> {
  const backend = await useBackend('wasm');
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

const productSpeed = await measureProduct();
const machine = `${os.cpus()[0]?.model}, Node ${process.version}, tfjs ${tf.version_core}`;
const reports: string[] = [];
for (const game of games) {
  const times = await interleave(contestantsOf(game), { rounds, milliseconds: 400 });
  reports.push(report(game, times));
  console.log(reports.at(-1));
}
pytorch?.stop();

if (process.argv.includes('--write')) {
  writeFileSync(
    'docs/performance.md',
    `# One GAN step on wasm

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, one thread.
${pytorch ? `PyTorch ${pytorch.version}, ${pytorch.blas} in a product of 512x512.\n` : ''}
Non-saturating loss, Adam, one step of D and one of G. Ratios are medians of the rounds' own; CPU time is what a busy
machine disturbs least. "Our kernels" are those that \`useBackend('wasm')\` installs; \`npm run bench:kernels\` times them
alone, beside tfjs's. They reach ${productSpeed.toFixed(0)} GFlop/s in a product of 512x512. WebAssembly's vectors hold four numbers, and
multiplying and adding are two instructions, so that a native BLAS with wider vectors goes far beyond.

${reports.join('\n')}`,
  );
}
