import { decodeCheckpoint, encodeCheckpoint, type StoredTensor } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';

// Goes on from what is stored, and stores one checkpoint after another until it is killed. Each line that it prints is a step
// of which the store said that it is safe.
const [folder, kilobytes] = process.argv.slice(2) as [string, string];
const store = fileStore(folder);
const last = await store.read('latest');
let step = last ? (await decodeCheckpoint(last)).step : 0;
process.stdout.write(`begin ${step}\n`);
for (;;) {
  step++;
  const values = new Float32Array(256 * Number(kilobytes)).fill(step);
  const weights: StoredTensor = { dtype: 'float32', shape: [values.length], values };
  await store.write(await encodeCheckpoint({ step, score: 1 / step, tensors: { weights }, state: { step } }));
  process.stdout.write(`${step}\n`);
}
