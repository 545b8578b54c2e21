import { decodeCheckpoint, encodeCheckpoint, type StoredTensor } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';

/** Parts of 4 KiB: most of the time is then between two of them. */
function piecesOf(chunk: Uint8Array): Uint8Array[] {
  const count = Math.ceil(chunk.length / 4096);
  return Array.from({ length: count }, (_, index) => chunk.subarray(4096 * index, 4096 * (index + 1)));
}

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
  const { chunks } = await encodeCheckpoint({ step, tensors: { weights }, state: { step } });
  await store.write({ step, chunks: chunks.flatMap(piecesOf) }); // of many calls, most kills fall between two
  process.stdout.write(`${step}\n`);
}
