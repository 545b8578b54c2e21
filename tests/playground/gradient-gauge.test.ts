import { memory, scalar, tensor1d, variable } from '@tensorflow/tfjs-core';
import { sgd } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';
import { GradientGauge } from '../../playground/src/game/gradient-gauge';
import { onCpu } from './on-cpu';

onCpu();

describe('the gauge of a gradient', () => {
  it('measures the update after each reading, over all weights, and changes nothing', async () => {
    const gauge = new GradientGauge();
    const optimizer = gauge.gauged(sgd({ learningRate: 1 }));
    const weights = [variable(tensor1d([0, 0])), variable(scalar(5)), variable(scalar(1))];
    const gradients = [tensor1d([2, 3]), scalar(6), null];
    const larger = [tensor1d([20, 30]), scalar(60), null];
    optimizer.update(weights, gradients);
    expect(await gauge.read()).toBeNull(); // nobody had asked
    const { numTensors } = memory();
    optimizer.update(weights, gradients);
    optimizer.update(weights, larger);
    expect(await gauge.read()).toBeCloseTo(7, 5); // √(4 + 9 + 36)
    expect(await gauge.read()).toBeCloseTo(7, 5); // no update since
    expect(memory().numTensors).toBe(numTensors);
    optimizer.update(weights, larger);
    expect(await gauge.read()).toBeCloseTo(70, 4);
    expect([...weights[0]!.dataSync()]).toEqual([-44, -66]);
    optimizer.dispose();
    for (const each of [...weights, ...gradients, ...larger]) each?.dispose();
  });
});
