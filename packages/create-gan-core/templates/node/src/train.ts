import { join } from 'node:path';
import { isGanCoreError, Trainer } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { checkpointEvery, consoleLog } from 'gan-core/callbacks';
import type { CheckpointStore } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';
import { fileData, ringData } from './data.js';
import { game } from './game.js';
import { Problem } from './problem.js';
import type { Settings } from './settings.js';
import { writeResults } from './write-results.js';

/** Trains, going on from the last checkpoint, then measures, and writes what was generated. */
export async function train({ file, columns, steps, seed, out }: Settings): Promise<void> {
  await useBackend('wasm'); // without a backend there are no tensors
  const data = file === undefined ? await ringData() : fileData(file, columns);
  const store = fileStore(join(out, 'checkpoints'));
  const trainer = new Trainer({
    ...game(data.dimension),
    seed,
    callbacks: [consoleLog({ everySeconds: 1 }), checkpointEvery(store, { steps: 1000 })],
  });
  const first = await restore(trainer, store, out);
  if (first >= steps) console.log(`${data.name}: has its ${first} steps. To go on: --steps ${first + 5000}`);
  else console.log(first > 0 ? `${data.name}: goes on from step ${first}` : `${data.name}: begins`);
  // Ctrl+C ends the run after its step and keeps a checkpoint; the next start goes on from there.
  process.once('SIGINT', () => trainer.stop());
  if (first < steps) await trainer.fit(data.training, { until: steps, batchSize: 256 });

  const { value, interval } = await trainer.measure(data.heldOut, { seed: 1 });
  const [low, high] = interval.map((nats) => nats.toFixed(3));
  console.log(`Jensen–Shannon divergence: ${value.toFixed(3)} nats, 95 % interval ${low} to ${high}`);

  const samples = await trainer.sample(2000, { seed: 1 });
  const points = (await samples.array()) as number[][];
  const title = `${data.name}, after ${trainer.step} steps`;
  samples.dispose();
  trainer.dispose();
  for (const path of await writeResults(out, title, data, points)) console.log(path);
}

/** The step of the last checkpoint; 0 where there is none. */
async function restore(trainer: Trainer, store: CheckpointStore, out: string): Promise<number> {
  try {
    return (await trainer.restore(store))?.step ?? 0;
  } catch (error) {
    if (!isGanCoreError(error, 'ERR_CHECKPOINT')) throw error;
    throw new Problem(
      `${out}: ${error.message} If data or networks have changed: begin anew by --out and another folder, or take this folder away.`,
    );
  }
}
