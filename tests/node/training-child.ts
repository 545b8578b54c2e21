import { writeFileSync } from 'node:fs';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { createRandom, gaussianRing, normalLatent, Trainer } from 'gan-core';
import { checkpointEvery } from 'gan-core/callbacks';
import { fileStore } from 'gan-core/node';

// A run as in docs/runs.md: it goes on from what is stored, if anything is. Prints a line a report; at the end writes all that it gave.
const [folder, result] = process.argv.slice(2) as [string, string];
const store = fileStore(folder);
const dense = (units: number, inputs: number, last: number) => () =>
  sequential({
    layers: [
      layers.dense({ units, activation: 'relu', inputShape: [inputs] }),
      layers.dense({ units: last }),
    ],
  });
const trainer = new Trainer({
  generator: dense(16, 4, 2),
  discriminator: dense(16, 2, 1),
  latent: normalLatent(4),
  generatorEma: { decay: 0.99 },
  seed: 3,
  backend: 'wasm',
  callbacks: [checkpointEvery(store, { steps: 7 })],
});
await trainer.ready(); // the data are drawn on its backend
await trainer.restore(store);
const data = gaussianRing().sample(200, createRandom(5));
for await (const { step } of trainer.run(data, { until: 600, reportEvery: 10, batchSize: 32 }))
  process.stdout.write(`${step}\n`);
const samples = [...(await trainer.sample(8)).dataSync()];
const reports = trainer.reports.map(({ seconds: _, ...report }) => report);
writeFileSync(result, JSON.stringify({ samples, reports }));
