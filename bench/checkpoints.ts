import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCheckpoint, encodeCheckpoint, type StoredTensor } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';

/*
 * What a checkpoint of 10 million weights with Adam's two moments takes: 120 MB. Beside the seconds: how long the event loop was
 * held at once, against one copy of the same numbers, and what the disk takes for a file of that size.
 *
 * npx tsx bench/checkpoints.ts [folder]
 */
const PARAMETERS = 10_000_000;
const LAYERS = 20;

const tensors: Record<string, StoredTensor> = {};
for (const kind of ['weights', 'adam/m', 'adam/v'])
  for (let layer = 0; layer < LAYERS; layer++) {
    const values = Float32Array.from({ length: PARAMETERS / LAYERS }, (_, index) => Math.sin(index + layer));
    tensors[`${kind}/${layer}`] = { dtype: 'float32', shape: [values.length], values };
  }

/** Longest time between two turns of the event loop while something goes on, and how long that took, in ms. */
async function watch<T>(work: () => Promise<T>) {
  let [longest, last, done] = [0, performance.now(), false];
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await new Promise(setImmediate);
  longest = 0;
  const begun = performance.now();
  const result = await work();
  const milliseconds = performance.now() - begun;
  done = true;
  await new Promise(setImmediate);
  return { result, milliseconds, longest };
}

function copyMilliseconds(): number {
  const begun = performance.now();
  const copy = new Uint8Array(4 * 3 * PARAMETERS);
  let at = 0;
  for (const { values } of Object.values(tensors)) {
    copy.set(new Uint8Array(values.buffer), at);
    at += values.byteLength;
  }
  return performance.now() - begun;
}

async function plainWriteMilliseconds(folder: string, bytes: Uint8Array): Promise<number> {
  const begun = performance.now();
  const file = await open(join(folder, 'plain'), 'w');
  await file.write(bytes);
  await file.sync();
  await file.close();
  return performance.now() - begun;
}

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'bench-checkpoints-'));
const rounded = (value: number) => `${Math.round(value)} ms`;
try {
  const store = fileStore(folder);
  for (let step = 1; step <= 5; step++) {
    const copy = copyMilliseconds();
    const encoding = await watch(() => encodeCheckpoint({ step, tensors, state: { step } }));
    const writing = await watch(() => store.write(encoding.result));
    const plain = await plainWriteMilliseconds(folder, encoding.result.chunks[0]!);
    const reading = await watch(async () => decodeCheckpoint((await store.read('latest'))!));
    console.log(
      [
        `one copy ${rounded(copy)}`,
        `encode ${rounded(encoding.milliseconds)} (at once ${rounded(encoding.longest)})`,
        `write ${rounded(writing.milliseconds)} (at once ${rounded(writing.longest)})`,
        `write and fsync alone ${rounded(plain)}`,
        `read and decode ${rounded(reading.milliseconds)} (at once ${rounded(reading.longest)})`,
      ].join('; '),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
