import { describe, expect, it } from 'vitest';
import { boundRises } from '../../../src/estimators/critics/bound-rises';
import { donskerVaradhan } from '../../../src/estimators/critics/kl-by-donsker-varadhan';
import { nguyenWainwrightJordan } from '../../../src/estimators/critics/kl-by-nwj';

describe('a bound rises', () => {
  const values = (length: number, value: (index: number) => number) =>
    Float64Array.from({ length }, (_, i) => value(i));
  const nothing = { p: new Float64Array(50), q: new Float64Array(50) };
  it('not by a ratio of e⁵ where a third of p lies and none of 50 samples of q: of q there may be 1 in 50', async () => {
    const now = { p: values(50, (i) => (i < 17 ? 6 : 1)), q: values(50, () => 1) };
    const before = { p: values(50, () => 1), q: values(50, () => 1) };
    // Gains 17·5/50 = 1.7 nats; one more sample of q there would cost (e⁵ − 1)/51 = 2.9.
    expect(await boundRises(nguyenWainwrightJordan, before, now)).toBe(false);
    expect(await boundRises(donskerVaradhan, before, now)).toBe(true); // log(1 + 2.9) = 1.4
  });
  it('by what samples of either side bear out', async () => {
    const now = { p: values(50, (i) => 0.5 + (i % 2) / 10), q: values(50, (i) => -0.5 - (i % 2) / 10) };
    expect(await boundRises(donskerVaradhan, nothing, now)).toBe(true);
    expect(await boundRises(donskerVaradhan, now, nothing)).toBe(false);
    expect(await boundRises(donskerVaradhan, now, now)).toBe(false);
  });
});
