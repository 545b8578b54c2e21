import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { planeData } from '../../playground/src/game/plane-data';
import { planeGame } from '../../playground/src/game/plane-game';
import {
  activationChoices,
  dataChoices,
  lossChoices,
  optimizerChoices,
  penaltyChoices,
} from '../../playground/src/settings/choices';
import { defaultSettings, type PlaneSettings } from '../../playground/src/settings/plane-settings';
import { onCpu } from './on-cpu';

onCpu();

const small: PlaneSettings = {
  ...defaultSettings,
  generatorWidth: 8,
  discriminatorWidth: 8,
  batchSize: 16,
  points: [
    [0, 1],
    [1, 0],
  ],
};

async function trained(settings: PlaneSettings, steps = 2) {
  const game = planeGame(settings);
  const trainer = new Trainer(game.options);
  const { reports } = await trainer.fit(planeData(settings), { steps, batchSize: settings.batchSize });
  const { generator, discriminator } = await trainer.ready();
  const read = (network: typeof generator) =>
    Promise.all(network.getWeights().map(async (weight) => [...(await weight.data())]));
  const weights = { generator: await read(generator), discriminator: await read(discriminator) };
  return { trainer, game, reports, weights, read, networks: { generator, discriminator } };
}

describe.each([
  ['loss', lossChoices],
  ['penalty', penaltyChoices],
  ['generatorOptimizer', optimizerChoices],
  ['discriminatorOptimizer', optimizerChoices],
  ['activation', activationChoices],
  ['data', dataChoices],
] as const)('every %s', (setting, choices) => {
  it.each(choices.map(({ name }) => name))('%s trains', async (name) => {
    const { trainer, reports } = await trained({ ...small, [setting]: name });
    expect(reports.at(-1)!.step).toBe(2);
    expect(Number.isFinite(reports.at(-1)!.generatorLoss)).toBe(true);
    trainer.dispose();
  });
});

describe('a step of one network alone', () => {
  it.each(['generator', 'discriminator'] as const)('moves the %s and leaves the other', async (moved) => {
    const other = moved === 'generator' ? 'discriminator' : 'generator';
    const { trainer, game, weights, networks, read } = await trained(small);
    game.optimizers[other].isHeld = true;
    await trainer.fit(planeData(small), { steps: 1, batchSize: 16 });
    expect(await read(networks[other])).toEqual(weights[other]);
    expect(await read(networks[moved])).not.toEqual(weights[moved]);
    trainer.dispose();
  });
});

it('an optimizer that is never held trains as it would alone', async () => {
  const { trainer, weights } = await trained(small, 3);
  const plain = planeGame(small);
  const { adam } = await import('gan-core/optimizers');
  const alone = new Trainer({
    ...plain.options,
    generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
  });
  await alone.fit(planeData(small), { steps: 3, batchSize: 16 });
  const { generator } = await alone.ready();
  const read = await Promise.all(generator.getWeights().map(async (weight) => [...(await weight.data())]));
  expect(read).toEqual(weights.generator);
  trainer.dispose();
  alone.dispose();
});
