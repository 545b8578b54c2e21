import { adam } from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import { describe, expect, it } from 'vitest';

describe('options that nobody would read', () => {
  it.each<[string, (options: object) => unknown, string]>([
    ['r1Penalty', penalties.r1Penalty, 'gamma, every'],
    ['r2Penalty', penalties.r2Penalty, 'gamma, every'],
    ['wganGpPenalty', penalties.wganGpPenalty, 'weight, target, oneSided, every'],
    ['zeroCenteredPenalty', penalties.zeroCenteredPenalty, 'weight, every'],
    ['draganPenalty', penalties.draganPenalty, 'weight, every'],
    ['adam', adam, 'learningRate, beta1, beta2, epsilon'],
  ])('%s refuses them', (_, make, known) => {
    expect(() => make({ lr: 1 })).toThrow(`options: got the unknown key 'lr'; expected ${known}.`);
    expect(() => make(null as never)).toThrow(`options: got null; expected an object of options: ${known}.`);
    expect(() => make({})).not.toThrow();
  });

  it('a model in place of a function is refused by name', () => {
    const samples = { rank: 2, dtype: 'float32', size: 4, shape: [2, 2] };
    expect(() => penalties.r1GradientPenalty({ apply() {} } as never, samples as never)).toThrow(
      /^discriminate: got an object with apply; expected a function from samples to logits/,
    );
  });
});
