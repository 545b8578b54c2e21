import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../src/metrics/shares/wilson-interval';

describe('wilsonInterval', () => {
  // scipy.stats.binomtest(k, n).proportion_ci(confidence, method='wilson')
  it.each<[number, number, number, number, number]>([
    [0, 10, 0.95, 0, 0.27753279986288926],
    [3, 10, 0.95, 0.10779126740630102, 0.6032218525388546],
    [50, 50, 0.9, 0.9486668142137299, 1],
    [7, 1000, 0.99, 0.002741177154732507, 0.01775771144002663],
  ])('of %d of %d at %d is [%d, %d]', (hits, count, confidence, low, high) => {
    const [lower, upper] = wilsonInterval(hits / count, count, confidence);
    expect(lower).toBeCloseTo(low, 10);
    expect(upper).toBeCloseTo(high, 10);
  });
});
