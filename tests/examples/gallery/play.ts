import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import type { TrainableModel } from 'gan-core/models';
import { expect } from 'vitest';
import { type AnyGame, lossesOf, reportsOf } from '../../../examples/gallery/game';

/** How long a game is played: in two equal spans, each with two reports. */
interface Play {
  /** Steps of a span, an even number. */
  readonly steps: number;
  readonly batchSize: number;
}

/**
 * Plays a game, and expects of it what every game must do: no warning, losses and terms that are finite and move, weights that
 * all move, and no tensor left behind, from span to span and at the end.
 *
 * @param reported - the names of all its losses and terms
 */
export async function expectToPlay(
  make: () => AnyGame,
  { steps, batchSize }: Play,
  reported: readonly string[],
): Promise<void> {
  await useBackend('wasm');
  const before = tf.memory().numTensors;
  const game = make();
  const networks = await networksOf(game);
  const weights = networks.map(([, network]) => valuesOf(network));
  const counts: number[] = [];
  for (let span = 0; span < 2; span++) {
    for await (const _ of reportsOf(game, { steps, reportEvery: steps / 2, batchSize }));
    counts.push(tf.memory().numTensors);
  }
  expectMovingReports(game.trainer.reports, reported);
  for (const [index, [name, network]] of networks.entries())
    expect(unmoved(weights[index]!, valuesOf(network)), `weights of ${name} that never moved`).toEqual([]);
  expect(counts[1], 'tensors after the second span').toBe(counts[0]);
  game.trainer.dispose();
  expect(tf.memory().numTensors, 'tensors after dispose').toBe(before);
}

async function networksOf({ trainer }: AnyGame): Promise<[string, TrainableModel][]> {
  const ready = await trainer.ready();
  const { generator, discriminator } = ready as Partial<
    typeof ready & { generator: TrainableModel; discriminator: TrainableModel }
  >;
  return Object.entries('networks' in ready ? ready.networks : { G: generator!, D: discriminator! });
}

function expectMovingReports(reports: AnyGame['trainer']['reports'], reported: readonly string[]): void {
  expect(reports).toHaveLength(4);
  expect(reports.flatMap(({ warnings }) => warnings)).toEqual([]);
  const all = reports.map(lossesOf);
  // An update whose turn comes later isn't in the first reports.
  expect([...new Set(all.flatMap(Object.keys))].sort()).toEqual([...reported].sort());
  for (const name of reported) {
    const values = all.flatMap((losses) => losses[name] ?? []);
    expect(values.length, `reports of ${name}`).toBeGreaterThan(1);
    expect(values.every(Number.isFinite), `${name} is finite: ${values}`).toBe(true);
    expect(new Set(values).size, `${name} moves: ${values}`).toBe(values.length);
  }
}

/** The values of all weights that are trained, by their names. */
function valuesOf({ trainableWeights }: TrainableModel): Map<string, Float32Array> {
  const variables = trainableWeights.map((weight) =>
    weight instanceof tf.Variable ? weight : (weight.read() as tf.Variable),
  );
  return new Map(variables.map((variable) => [variable.name, variable.dataSync<'float32'>().slice()]));
}

function unmoved(before: Map<string, Float32Array>, after: Map<string, Float32Array>): string[] {
  expect([...after.keys()]).toEqual([...before.keys()]);
  return [...before].flatMap(([name, values]) =>
    after.get(name)!.every((value, index) => value === values[index]) ? [name] : [],
  );
}
