import { memory } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { planeGame } from '../../playground/src/game/plane-game';
import { linesInto } from '../../playground/src/inside/weight-lines';
import { extent } from '../../playground/src/settings/extent';
import { defaultSettings, type PlaneSettings } from '../../playground/src/settings/plane-settings';
import { InsideReader } from '../../playground/src/training/inside-reader';
import type { NetworkName } from '../../playground/src/training/messages';
import { onCpu } from './on-cpu';

onCpu();

const small: PlaneSettings = {
  ...defaultSettings,
  generatorWidth: 5,
  discriminatorWidth: 14,
  activation: 'tanh',
};

async function networkOf(name: NetworkName, settings: PlaneSettings) {
  const trainer = new Trainer(planeGame(settings).options);
  const network: Sequential = (await trainer.ready())[name];
  const weights = network.layers.map((layer) => {
    const [kernel, bias] = layer.getWeights();
    return { kernel: kernel!.arraySync() as number[][], bias: bias!.arraySync() as number[] };
  });
  /** What each layer gives, in float64. */
  const outputs = (point: readonly number[]) => {
    let x = [...point];
    return weights.map(({ kernel, bias }, index) => {
      x = bias.map((b, unit) => {
        const sum = x.reduce((total, value, input) => total + value * kernel[input]![unit]!, b);
        return index < weights.length - 1 ? Math.tanh(sum) : sum;
      });
      return x;
    });
  };
  return { trainer, network, weights, outputs };
}

describe('the inside of D', () => {
  it('has the first units over the plane, their weights, and the chosen one at full size', async () => {
    const { trainer, network, weights, outputs } = await networkOf('discriminator', small);
    const reader = new InsideReader(small);
    const before = memory().numTensors;
    const chosen = { layer: 1, unit: 4 };
    const inside = (await reader.read('discriminator', network, chosen, true))!;
    expect(memory().numTensors).toBe(before);
    expect(inside.layers.map(({ units, inputs, values }) => [inputs, units, values.length])).toEqual([
      [2, 14, 12],
      [14, 14, 12],
      [14, 1, 1],
    ]);
    const [lowerLeft, upperRight] = [outputs([-extent, -extent]), outputs([extent, extent])];
    for (const [index, { values, biases, weights: shown }] of inside.layers.entries())
      for (const [unit, each] of values.entries()) {
        expect(each[0]).toBeCloseTo(lowerLeft[index]![unit]!, 5);
        expect(each.at(-1)).toBeCloseTo(upperRight[index]![unit]!, 5);
        expect(biases[unit]).toBe(weights[index]!.bias[unit]!);
        const column = weights[index]!.kernel.slice(0, 12).map((row) => row[unit]!);
        expect([...shown[unit]!]).toEqual(column);
      }
    const { unit } = inside;
    expect(unit).toMatchObject(chosen);
    expect(unit!.values).toHaveLength(unit!.side ** 2);
    expect(unit!.values[0]).toBeCloseTo(lowerLeft[1]![4]!, 5);
    expect(unit!.values[unit!.side - 1]).toBeCloseTo(outputs([extent, -extent])[1]![4]!, 5);
    reader.dispose();
    trainer.dispose();
  });

  it('is not read again at once, unless it has to be', async () => {
    const { trainer, network } = await networkOf('discriminator', small);
    const reader = new InsideReader(small);
    expect(await reader.read('discriminator', network, null, false)).not.toBeNull();
    expect(await reader.read('discriminator', network, null, false)).toBeNull();
    expect(await reader.read('discriminator', network, { layer: 0, unit: 99 }, true)).toMatchObject({
      unit: null,
    });
    reader.dispose();
    trainer.dispose();
  });
});

describe('the inside of G', () => {
  it.each([1, 2])('is shown over noise of %i values', async (noiseSize) => {
    const settings: PlaneSettings = { ...small, noise: 'uniform', noiseSize };
    const { trainer, network, outputs } = await networkOf('generator', settings);
    const reader = new InsideReader(settings);
    const { layers } = (await reader.read('generator', network, null, true))!;
    const first = layers[0]!;
    const lowest = 1 / first.side - 1; // the middle of the lowest share of U(−1, 1)
    const noise = Array<number>(noiseSize).fill(lowest);
    expect(first.values[2]![0]).toBeCloseTo(outputs(noise)[0]![2]!, 5);
    expect(layers.at(-1)!.values).toHaveLength(2);
    reader.dispose();
    trainer.dispose();
  });

  it('isn’t, over noise of three', async () => {
    const settings = { ...small, noiseSize: 3 };
    const { trainer, network } = await networkOf('generator', settings);
    const reader = new InsideReader(settings);
    expect(await reader.read('generator', network, null, true)).toBeNull();
    reader.dispose();
    trainer.dispose();
  });
});

describe('lines of weights', () => {
  const layer = {
    units: 2,
    inputs: 2,
    values: [],
    side: 1,
    weights: [Float32Array.of(4, -2), Float32Array.of(0.01, 1)],
    biases: Float32Array.of(0, 0),
  };
  const count = (path: string) => path.split('M').length - 1;

  it('are as thick as the weights are large, apart by sign; the least are left out', () => {
    const lines = linesInto(layer, 1, 2, null);
    const told = lines.map(({ isPositive, width, path }) => [isPositive, width, count(path)]);
    expect(told).toEqual([
      [true, 1.125, 1],
      [false, 2.25, 1],
      [true, 4.5, 1],
    ]);
  });

  it('of the chosen unit, to it or from it, are told apart', () => {
    const chosen = (place: { layer: number; unit: number }) =>
      linesInto(layer, 1, 2, place)
        .filter(({ isChosen }) => isChosen)
        .map(({ width }) => width);
    expect(chosen({ layer: 1, unit: 0 })).toEqual([2.25, 4.5]);
    expect(chosen({ layer: 0, unit: 1 })).toEqual([1.125, 2.25]);
    expect(chosen({ layer: 2, unit: 0 })).toEqual([]);
  });
});
