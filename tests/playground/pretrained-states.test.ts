import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { modeCoverage } from 'gan-core/metrics';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { planeData } from '../../playground/src/game/plane-data';
import { planeGame } from '../../playground/src/game/plane-game';
import { pretrainedStates } from '../../playground/src/pretrained/pretrained-states';
import { toldOfState } from '../../playground/src/pretrained/told-of-state';
import { settingsOfCheckpoint } from '../../playground/src/training/settings-of-checkpoint';
import { storeOf } from '../../playground/src/training/store-of';
import { onCpu } from './on-cpu';

onCpu();

const folder = 'playground/pretrained';
const fileOf = (name: string) => readFileSync(`${folder}/${name}.bin`);

describe.each(pretrainedStates)('the trained run $name', ({ name, settings, steps, modes, modesInAll }) => {
  it('is small, and brings the settings that the page names', async () => {
    const file = fileOf(name);
    expect(file.length).toBeLessThanOrEqual(40_000);
    expect(await settingsOfCheckpoint(new Uint8Array(gunzipSync(file)))).toEqual(settings);
  });

  it('reaches the modes that the page promises, and goes on', async () => {
    const data = planeData(settings);
    expect(modesInAll ?? data.centers.length).toBe(data.centers.length);
    const trainer = new Trainer(planeGame(settings).options);
    await trainer.restore(storeOf(new Uint8Array(gunzipSync(fileOf(name)))));
    expect(trainer.step).toBe(steps);
    const samples = await trainer.sample(2000, { seed: settings.seed });
    expect(modeCoverage((await samples.array()) as number[][], data).modes).toBe(modes);
    samples.dispose();
    const { outcome } = await trainer.fit(data, { steps: 1, batchSize: settings.batchSize });
    expect(outcome).toMatchObject({ reason: 'completed', step: steps + 1 });
    trainer.dispose();
  });
});

it('says of modes only where there are some', () => {
  const told = pretrainedStates.map(toldOfState);
  expect(told).toContain('Ring, collapsed by 5 steps of G: 1 of 8 modes, 6,000 steps');
  expect(told).toContain('Two moons: 6,000 steps');
});

it('there is no file that the page doesn’t offer', () => {
  expect(readdirSync(folder).sort()).toEqual(pretrainedStates.map(({ name }) => `${name}.bin`).sort());
});
