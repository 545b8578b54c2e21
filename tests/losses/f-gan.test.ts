import * as tf from '@tensorflow/tfjs-core';
import {
  alphaFDivergence,
  fGanDiscriminatorLoss,
  fGanGeneratorLoss,
  fGanLoss,
  ganFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  minimaxDiscriminatorLoss,
} from 'gan-core/losses';
import { expect, it } from 'vitest';
import { logLambertW } from '../../src/losses/log-lambert-w';
import { describeOnBackends } from '../support/backends';
import { lambertWOfExp } from './f-gan-rows';
import { randomLogits, WorstError } from './float64';

describeOnBackends('f-GAN', (backend) => {
  it('log W(e^s) is right to float32 from −10,000 to 10,000, with its first and second derivative', async () => {
    const s = [-1e4, -200, -50, -5, -1, -0.1, 0, 0.5, 0.99, 1, 1.01, 2, 3, 5, 20, 89, 200, 1e4];
    const worst = new WorstError();
    const exact = s.map((x) => (x < -30 ? x : Math.log(lambertWOfExp(x))));
    const first = exact.map((root) => 1 / (1 + Math.exp(root)));
    const second = first.map((slope) => -slope * slope * (1 - slope));
    const x = tf.tensor(s);
    const gradient = tf.grad((y) => tf.sum(logLambertW(y)));
    worst.expectClose(await logLambertW(x).data(), exact, 5e-7);
    worst.expectClose(await gradient(x).data(), first, 5e-7);
    const twice = tf.grad((y) => tf.sum(tf.grad((z) => tf.sum(logLambertW(z)))(y)));
    worst.expectClose(await twice(x).data(), second, 5e-7);
    console.info(`${backend}: worst error of log W ${worst.value.toExponential(1)}`);
  });

  it('the GAN divergence plays the original game', async () => {
    const [real, fake] = [tf.tensor(randomLogits(9, 1)), tf.tensor(randomLogits(9, 2))];
    const loss = await fGanDiscriminatorLoss(real, fake, { divergence: ganFDivergence }).data();
    new WorstError().expectClose(loss, [...(await minimaxDiscriminatorLoss(real, fake).data())]);
  });

  it('a divergence of your own needs no simplified composition, and reads as its bound', async () => {
    const { conjugateOfOutput, fromBound, ...own } = jensenShannonFDivergence;
    expect([typeof conjugateOfOutput, typeof fromBound]).toEqual(['function', 'function']);
    const fake = tf.tensor([0.3, -2]);
    const expected = await fGanGeneratorLoss(fake, { divergence: jensenShannonFDivergence }).data();
    new WorstError().expectClose(await fGanGeneratorLoss(fake, { divergence: own }).data(), [...expected]);
    expect(fGanLoss(own).divergence?.fromDiscriminatorLoss(-0.5)).toBe(0.5);
  });

  it('bad arguments are refused by name', () => {
    const x = tf.tensor([1]);
    for (const alpha of [0, 1, Number.NaN, Infinity]) {
      expect(() => alphaFDivergence(alpha)).toThrow(/^alpha: got .* expected a finite number other than 0/);
    }
    expect(() => fGanLoss(klFDivergence, { form: 'both' as never })).toThrow(/^form: got the string 'both'/);
    expect(() => fGanGeneratorLoss(x, { divergence: klFDivergence, form: 'x' as never })).toThrow(/^form/);
    for (const bad of [undefined, {}, { divergence: 'KL' }] as never[]) {
      expect(() => fGanDiscriminatorLoss(x, x, bad)).toThrow(/^divergence: got .* such as klFDivergence/);
      expect(() => fGanGeneratorLoss(x, bad)).toThrow(/^divergence/);
    }
    expect(() => fGanLoss({} as never)).toThrow(/^divergence/);
    expect(() => fGanGeneratorLoss([1] as never, { divergence: klFDivergence })).toThrow(/^fakeLogits/);
  });

  it('factories hold the two halves', async () => {
    const loss = fGanLoss(klFDivergence, { form: 'alternative' });
    const [real, fake] = [tf.tensor([1, 0.5]), tf.tensor([-1, 0.25])];
    expect(loss.name).toBe('f-GAN, Kullback–Leibler');
    expect((await loss.generator({ fake }).data())[0]).toBeCloseTo(0.375, 6);
    expect((await loss.discriminator({ real, fake }).data())[0]).toBeCloseTo(
      -0.75 + (Math.exp(-2) + Math.exp(-0.75)) / 2,
      6,
    );
  });
});
