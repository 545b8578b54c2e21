import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trainer } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { checkpointEvery, consoleLog } from 'gan-core/callbacks';
import { scatterSvg } from 'gan-core/figures';
import { fileStore } from 'gan-core/node';
import { fileData, ringData } from './data.js';
import { game } from './game.js';
import { readSettings } from './settings.js';

// npm start, or npm start -- points.csv --steps 5000 --seed 1
const { file, steps, seed, out } = readSettings(process.argv.slice(2));
await useBackend('wasm'); // without a backend there are no tensors
const data = file === undefined ? await ringData() : fileData(file, seed);

const store = fileStore(join(out, 'checkpoints'));
const trainer = new Trainer({
  ...game(data.dimension),
  seed,
  callbacks: [consoleLog({ everySeconds: 1 }), checkpointEvery(store, { steps: 1000 })],
});
const restored = await trainer.restore(store);
console.log(restored ? `${data.name}: goes on from step ${restored.step}` : `${data.name}: begins`);
// Ctrl+C ends the run after its step and keeps a checkpoint; the next start goes on from there.
process.once('SIGINT', () => trainer.stop());
if (trainer.step < steps) await trainer.fit(data.training, { until: steps, batchSize: 256 });

const { value, interval } = await trainer.measure(data.heldOut, { seed: 1 });
const [low, high] = interval.map((nats) => nats.toFixed(3));
console.log(`Jensen–Shannon divergence: ${value.toFixed(3)} nats, 95 % interval ${low} to ${high}`);

const samples = await trainer.sample(2000, { seed: 1 });
const points = (await samples.array()) as number[][];
samples.dispose();
trainer.dispose();

mkdirSync(out, { recursive: true });
const files = { picture: join(out, 'points.svg'), points: join(out, 'generated.csv') };
const plane = (all: readonly number[][]) => all.map(([x, y]) => [x!, y!] as const);
writeFileSync(
  files.picture,
  await scatterSvg(
    [
      { name: 'real', points: plane(data.shown) },
      { name: 'generated', points: plane(points) },
    ],
    { title: `${data.name}, after ${trainer.step} steps`, side: 480, axes: data.axes },
  ),
);
writeFileSync(
  files.points,
  data
    .inOwnUnits(points)
    .map((point) => `${point.join(',')}\n`)
    .join(''),
);
console.log(`${files.picture}\n${files.points}`);
