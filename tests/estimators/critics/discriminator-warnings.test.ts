import { describe, expect, it } from 'vitest';
import { discriminatorWarnings } from '../../../src/estimators/critics/discriminator-warnings';

describe('discriminatorWarnings', () => {
  const calm = {
    value: 0.2,
    standardError: 0.005,
    lower: 0.19,
    trainingValue: 0.205,
    accuracy: 0.8,
    heldOut: { p: 1000, q: 1000 },
    converged: true,
    steps: 300,
  };
  it('are none where all is well, and one for each trouble', () => {
    expect(discriminatorWarnings(calm)).toEqual([]);
    const overfit = discriminatorWarnings({ ...calm, trainingValue: 0.3 });
    expect(overfit).toEqual([
      expect.stringMatching(/reads 0\.300, on held-out ones 0\.200 nats: it overfits/),
    ]);
    const unfinished = discriminatorWarnings({ ...calm, converged: false });
    expect(unfinished).toEqual([expect.stringMatching(/ran out of its 300 steps/)]);
    // At log 2, the most that there is, more steps are no advice.
    const full = { ...calm, value: Math.LN2, trainingValue: Math.LN2, accuracy: 1, converged: false };
    expect(discriminatorWarnings(full)).toEqual([expect.stringMatching(/saturates at log 2/)]);
  });
});
