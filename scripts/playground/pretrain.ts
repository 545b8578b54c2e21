// Trains the runs that the playground has ready, and holds each to what the page says of it.
//   npm run playground:pretrain                 all of them: some minutes
//   npm run playground:pretrain -- --only ring  that one alone
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { memoryStore } from 'gan-core/checkpoints';
import { modeCoverage } from 'gan-core/metrics';
import { Trainer } from 'gan-core/trainer';
import { planeData } from '../../playground/src/game/plane-data';
import { planeGame } from '../../playground/src/game/plane-game';
import { type PretrainedState, pretrainedStates } from '../../playground/src/pretrained/pretrained-states';
import { settingsKey } from '../../playground/src/training/settings-of-checkpoint';

const folder = 'playground/pretrained';
const largest = 40_000;
const measured = 2000;
const { values } = parseArgs({ options: { only: { type: 'string' } } });

mkdirSync(folder, { recursive: true });
for (const state of pretrainedStates.filter(({ name }) => (values.only ?? name) === name)) await make(state);

async function make({ name, settings, steps, modes: promised }: PretrainedState): Promise<void> {
  const data = planeData(settings);
  const trainer = new Trainer({
    ...planeGame(settings).options,
    backend: 'wasm',
    callbacks: [{ name: settingsKey, saveState: () => settings }],
  });
  await trainer.fit(data, { steps, batchSize: settings.batchSize, reportEvery: 500 });
  const samples = await trainer.sample(measured, { seed: settings.seed });
  const { modes, highQualityShare } = modeCoverage((await samples.array()) as number[][], data);
  samples.dispose();
  const store = memoryStore({ keep: 1, best: 0 });
  await trainer.save(store);
  trainer.dispose();
  const bytes = gzipSync((await store.read('latest'))!, { level: 9 });
  const found = `${modes} of ${data.centers.length} modes, ${(100 * highQualityShare).toFixed(1)} % of the points at one`;
  console.log(`${name}: ${found}, ${bytes.length} bytes`);
  if (modes !== promised) throw new Error(`${name}: the page says ${promised} modes.`);
  if (bytes.length > largest) throw new Error(`${name}: more than ${largest} bytes.`);
  writeFileSync(`${folder}/${name}.bin`, bytes);
}
