import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import type { TrainableModel } from 'gan-core/models';
import type { TrainingReport } from 'gan-core/trainer';
import { expect } from 'vitest';
import type { GalleryGame } from '../../../examples/gallery/game';

/** How long a game is played: in two equal spans, each with two reports. */
interface Play {
  /** Steps of a span, an even number. */
  readonly steps: number;
  readonly batchSize: number;
}

/**
 * Plays a game, and expects of it what every game must do: no warning, losses and terms that are finite and move, weights that
 * all move, and no tensor left behind, from span to span and at the end.
 */
export async function expectToPlay(
  make: () => GalleryGame,
  { steps, batchSize }: Play,
  reportedTerms: readonly string[],
): Promise<void> {
  await useBackend('wasm');
  const before = tf.memory().numTensors;
  const { trainer, data } = make();
  const { generator, discriminator } = await trainer.ready();
  const weights = { G: valuesOf(generator), D: valuesOf(discriminator) };
  const counts: number[] = [];
  for (let span = 0; span < 2; span++) {
    await trainer.fit(data, { steps, reportEvery: steps / 2, batchSize });
    counts.push(tf.memory().numTensors);
  }
  expectMovingReports(trainer.reports, reportedTerms);
  expect(unmoved(weights.G, valuesOf(generator)), 'weights of G that never moved').toEqual([]);
  expect(unmoved(weights.D, valuesOf(discriminator)), 'weights of D that never moved').toEqual([]);
  expect(counts[1], 'tensors after the second span').toBe(counts[0]);
  trainer.dispose();
  expect(tf.memory().numTensors, 'tensors after dispose').toBe(before);
}

function expectMovingReports(reports: readonly TrainingReport[], terms: readonly string[]): void {
  expect(reports).toHaveLength(4);
  expect(reports.flatMap(({ warnings }) => warnings)).toEqual([]);
  const series: Record<string, number[]> = {
    D: reports.map(({ discriminatorLoss }) => discriminatorLoss),
    G: reports.map(({ generatorLoss }) => generatorLoss),
  };
  for (const report of reports) expect(Object.keys(report.terms).sort()).toEqual([...terms].sort());
  for (const term of terms) series[term] = reports.map((report) => report.terms[term]!);
  for (const [name, values] of Object.entries(series)) {
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
