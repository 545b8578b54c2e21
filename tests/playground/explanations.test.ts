import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { explanationOf } from '../../playground/src/diagram/explanations';
import { lossFormulas } from '../../playground/src/diagram/loss-formulas';
import type { PartName } from '../../playground/src/diagram/parts';
import { planeLoss } from '../../playground/src/game/plane-loss';
import { type LossName, lossChoices } from '../../playground/src/settings/choices';
import { defaultSettings } from '../../playground/src/settings/plane-settings';
import { onCpu } from './on-cpu';

onCpu();

const sigma = (x: number) => 1 / (1 + Math.exp(-x));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const real = [1.5, -0.4, 0.3];
const fake = [0.2, -1.1, 0.7];
const over = (values: readonly number[], each: (value: number, index: number) => number) =>
  mean(values.map(each));
const V = over(real, (r) => Math.log(sigma(r))) + over(fake, (f) => Math.log(1 - sigma(f)));
const pairs = (sign: number) => -over(real, (r, index) => Math.log(sigma(sign * (r - fake[index]!))));

/** What the formulas of the page say, with numbers put in. */
const values: Readonly<Record<string, number>> = {
  '−V(G, D)': -V,
  '−E[log D(G(z))]': -over(fake, (f) => Math.log(sigma(f))),
  'E[log(1 − D(G(z)))]': over(fake, (f) => Math.log(1 - sigma(f))),
  '½·E[(r − 1)²] + ½·E[f²]': (over(real, (r) => (r - 1) ** 2) + over(fake, (f) => f ** 2)) / 2,
  '½·E[(f − 1)²]': over(fake, (f) => (f - 1) ** 2) / 2,
  'E[max(0, 1 − r)] + E[max(0, 1 + f)]':
    over(real, (r) => Math.max(0, 1 - r)) + over(fake, (f) => Math.max(0, 1 + f)),
  '−E[f]': -mean(fake),
  'E[f] − E[r]': mean(fake) - mean(real),
  '−E[log σ(r − f)]': pairs(1),
  '−E[log σ(f − r)]': pairs(-1),
  '−E[log σ(r − E f)] − E[log σ(E r − f)]':
    -over(real, (r) => Math.log(sigma(r - mean(fake)))) - over(fake, (f) => Math.log(sigma(mean(real) - f))),
  '−E[log σ(f − E r)] − E[log σ(E f − r)]':
    -over(fake, (f) => Math.log(sigma(f - mean(real)))) - over(real, (r) => Math.log(sigma(mean(fake) - r))),
};

const names = lossChoices.map(({ name }) => name);

describe('formulas of the diagram', () => {
  it.each(names.filter((name) => !name.startsWith('f-')))(
    'of %s are what gan-core computes',
    async (name) => {
      const loss = planeLoss(name);
      const context = { random: createRandom(0), step: 0 };
      const logits = { real: tensor1d(real), fake: tensor1d(fake) };
      const read = (value: Tensor) => value.dataSync()[0]!;
      const { discriminator, generator } = lossFormulas[name];
      expect(read(loss.discriminator(logits, context) as Tensor)).toBeCloseTo(values[discriminator]!, 5);
      expect(read(loss.generator(logits, context) as Tensor)).toBeCloseTo(values[generator]!, 5);
    },
  );

  it('carry the lecture’s, in the lecture’s game', () => {
    const said = (part: PartName, loss: LossName = 'minimax') =>
      explanationOf(part, { ...defaultSettings, loss }).formulas.join('\n');
    expect(said('discriminator')).toContain('D*(x) = P_data(x) / (P_data(x) + P_G(x))');
    expect(said('discriminatorLoss')).toContain('max_D V = −2 log 2 + 2·JSD(P_data‖P_G)');
    expect(said('discriminatorLoss')).toContain('V(G, D) = E[log D(x)] + E[log(1 − D(G(z)))]');
    expect(said('generator')).toContain('G* = arg min_G max_D V(G, D)');
    expect(said('discriminatorLoss', 'hinge')).not.toContain('JSD');
  });
});
