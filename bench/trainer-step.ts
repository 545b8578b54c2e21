/**
 * One GAN step on wasm, batch 256: G 2-128-128-2, D 2-128-128-1 (ReLU), non-saturating, Adam, one step of D and one of
 * G. A naive loop on tfjs as it is, the same loop on the kernels of useBackend, and the Trainer, in turns.
 *
 * Run: npm run bench
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { type Penalty, r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { type Contestant, interleave, median } from './interleave';

const batchSize = 256;

function perceptron(outputs: number): tfl.LayersModel {
  const { dense } = tfl.layers;
  return tfl.sequential({
    layers: [
      dense({ units: 128, activation: 'relu', inputShape: [2] }),
      dense({ units: 128, activation: 'relu' }),
      dense({ units: outputs }),
    ],
  });
}

/** What one writes without a library: variableGrads, tf.train.adam, tf.randomNormal. */
function naiveLoop(): (steps: number) => Promise<void> {
  const [generator, discriminator] = [perceptron(2), perceptron(1)];
  const [generatorAdam, discriminatorAdam]: [tf.Optimizer, tf.Optimizer] = [
    tf.train.adam(2e-4, 0.5),
    tf.train.adam(2e-4, 0.5),
  ];
  const variables = (model: tfl.LayersModel) =>
    model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [generatorVariables, discriminatorVariables] = [variables(generator), variables(discriminator)];
  const apply = (model: tfl.LayersModel, x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  const centres = gaussianRing().centres;
  return async (steps) => {
    for (let step = 0; step < steps; step++) {
      tf.tidy(() => {
        const modes = Array.from({ length: batchSize }, (_, index) => [...centres[index % centres.length]!]);
        const real = tf.add(tf.tensor2d(modes), tf.randomNormal([batchSize, 2], 0, 0.02));
        const fake = apply(generator, tf.randomNormal([batchSize, 2]));
        const discriminatorStep = tf.variableGrads(
          () =>
            tf.add(
              tf.mean(tf.softplus(tf.neg(apply(discriminator, real)))),
              tf.mean(tf.softplus(apply(discriminator, fake))),
            ),
          discriminatorVariables,
        );
        discriminatorAdam.applyGradients(discriminatorStep.grads);
        const generatorStep = tf.variableGrads(() => {
          const samples = apply(generator, tf.randomNormal([batchSize, 2]));
          return tf.mean(tf.softplus(tf.neg(apply(discriminator, samples))));
        }, generatorVariables);
        generatorAdam.applyGradients(generatorStep.grads);
      });
    }
  };
}

/** Runs with the kernels that useBackend replaces, and puts tfjs's own back. */
function onOurKernels(run: (steps: number) => Promise<unknown>): (steps: number) => Promise<void> {
  return async (steps) => {
    const backend = await useBackend('wasm');
    await run(steps);
    backend.restore();
  };
}

tf.enableProdMode();
(await useBackend('wasm')).restore();
const newTrainer = (penalties: Penalty[]) =>
  new Trainer({ generator: perceptron(2), discriminator: perceptron(1), latent: normalLatent(2), penalties });
const [trainer, withR1] = [newTrainer([]), newTrainer([r1Penalty()])];
const ring = gaussianRing();
const contestants: Contestant[] = [
  { name: 'naive loop on tfjs as it is', run: naiveLoop() },
  { name: 'naive loop on our kernels', run: onOurKernels(naiveLoop()) },
  { name: 'Trainer', run: onOurKernels((steps) => trainer.fit(ring, { steps, batchSize })) },
  {
    name: 'Trainer with R1 in every step',
    run: onOurKernels((steps) => withR1.fit(ring, { steps, batchSize })),
  },
];
const [rounds, steps] = [15, 40];
const times = await interleave(contestants, { rounds, steps, warmup: 20 });

const naive = times.get(contestants[0]!.name)!;
const rows = [...times].map(([name, rounds]) => {
  const ratio = median(rounds.map((time, round) => naive[round]! / time));
  return { name, milliseconds: median(rounds).toFixed(2), ratio: ratio.toFixed(2) };
});
const [plain, penalised] = [times.get('Trainer')!, times.get('Trainer with R1 in every step')!];
const r1Cost = median(penalised.map((time, round) => time / plain[round]!)).toFixed(2);
const machine = `${os.cpus()[0]?.model}, Node ${process.version}, tfjs ${tf.version_core}`;
console.log(`${machine}, wasm, batch ${batchSize}`);
for (const { name, milliseconds, ratio } of rows) {
  console.log(`${name.padEnd(30)} ${milliseconds.padStart(8)} ms/step ${ratio.padStart(6)} x`);
}

console.log(`R1 costs ${r1Cost} times the plain step`);

if (process.argv.includes('--write')) {
  writeFileSync(
    'docs/performance.md',
    `# Performance

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, one thread.

## One GAN step on wasm

G 2-128-128-2, D 2-128-128-1 (ReLU), batch ${batchSize}, non-saturating loss, Adam, one step of D and one of G. Medians of
${rounds} rounds of ${steps} steps, in turns; the ratio is the median of the rounds' own.

| | ms a step | times faster |
|---|---|---|
${rows.map(({ name, milliseconds, ratio }) => `| ${name} | ${milliseconds} | ${ratio} |`).join('\n')}

"tfjs as it is" multiplies transposed matrices in a naive loop; "our kernels" are those that \`useBackend('wasm')\`
replaces. R1 costs ${r1Cost} times the plain step of the Trainer (the median of the rounds' own ratios).
`,
  );
}
