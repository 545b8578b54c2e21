import {
  alphaDivergence,
  jeffreysDivergence,
  jensenShannonDivergence,
  klDivergence,
  neymanChiSquared,
  pearsonChiSquared,
  renyiDivergence,
  reverseKlDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

// Textbook formulas evaluated by mpmath 1.3.0 with 60 digits, rounded to float64. All probabilities are dyadic: float64 holds them, and their
// sums, exactly, so that the numbers are those of these very inputs.
const references = [
  {
    pair: 'ordinary distributions',
    p: [1 / 8, 2 / 8, 5 / 8],
    q: [3 / 8, 4 / 8, 1 / 8],
    kl: 0.6952853640478127,
    reverseKl: 0.5573734594762513,
    jensenShannon: 0.14491012796982417,
    totalVariation: 0.5,
    squaredHellinger: 0.15043176127314287,
    pearson: 2.2916666666666665,
    neyman: 1.15,
    jeffreys: 1.2526588235240639,
    alpha: [
      [-1.5, 0.6330536162068215],
      [-1e-9, 0.5573734594271871],
      [1e-9, 0.5573734595253154],
      [0.3, 0.5789669868498228],
      [1 - 1e-9, 0.6952853637981414],
      [1 + 1e-9, 0.695285364297484],
      [3, 2.4502314814814814],
    ],
    renyi: [
      [1e-6, 5.573736638729667e-7],
      [0.3, 0.18519133084203257],
      [0.5, 0.3260540259786526],
      [1 - 1e-9, 0.6952853633445669],
      [1 + 1e-9, 0.6952853647510586],
      [2, 1.191394022119076],
      [30, 1.5932308907359716],
      [Infinity, 1.6094379124341005],
    ],
  },
  {
    pair: 'neighbors, a millionth apart',
    p: [0.25 + 2 ** -22, 0.25 - 2 ** -21, 0.5 + 2 ** -22],
    q: [0.25, 0.25, 0.5],
    kl: 6.252778514146721e-13,
    reverseKl: 6.252780953607511e-13,
    jensenShannon: 1.5631949334690947e-13,
    totalVariation: 4.76837158203125e-7,
    squaredHellinger: 1.5631949334691868e-13,
    pearson: 1.2505552149377763e-12,
    neyman: 1.2505566786142505e-12,
    jeffreys: 1.2505559467754231e-12,
    alpha: [
      [-1.5, 6.25278461280423e-13],
      [-1e-9, 6.252780953607513e-13],
      [1e-9, 6.252780953607509e-13],
      [0.3, 6.252780221768964e-13],
      [1 - 1e-9, 6.252778514146723e-13],
      [1 + 1e-9, 6.252778514146718e-13],
      [3, 6.252773635233994e-13],
    ],
    renyi: [
      [1e-6, 6.252780953605071e-19],
      [0.3, 1.8758340665308123e-13],
      [0.5, 3.126389866938618e-13],
      [1 - 1e-9, 6.252778507893945e-13],
      [1 + 1e-9, 6.252778520399498e-13],
      [2, 1.2505552149369944e-12],
      [30, 1.8758123308100532e-11],
      [Infinity, 9.536738616591883e-7],
    ],
  },
  {
    pair: 'almost disjoint distributions',
    p: [2 ** -40, 1 - 2 ** -40],
    q: [1 - 2 ** -30, 2 ** -30],
    kl: 20.79441541675332,
    reverseKl: 27.725887176278437,
    jensenShannon: 0.6931471703980667,
    totalVariation: 0.9999999990677679,
    squaredHellinger: 0.999968528747559,
    pearson: 1073741822.9980469,
    neyman: 1099511625727.0,
    jeffreys: 48.52030259303176,
    alpha: [
      [-1.5, 3.0744573384599795e17],
      [-1e-9, 27.725887532914964],
      [1e-9, 27.725886819641914],
      [0.3, 4.760739916847624],
      [1 - 1e-9, 20.794415221343886],
      [1 + 1e-9, 20.79441561216278],
      [3, 1.9215358410061686e17],
    ],
    renyi: [
      [1e-6, 2.772591490219224e-5],
      [0.3, 11.87973563891248],
      [0.5, 20.732872099493957],
      [1 - 1e-9, 20.79441541675332],
      [1 + 1e-9, 20.79441541675332],
      [2, 20.79441541679654],
      [30, 20.794415416797417],
      [Infinity, 20.79441541679745],
    ],
  },
] as const;

const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected) / expected).toBeLessThan(1e-14);

describe.each(references)('$pair agree with mpmath to 14 digits', (reference) => {
  const { p, q } = reference;
  it('klDivergence', () => close(klDivergence(p, q), reference.kl));
  it('reverseKlDivergence', () => close(reverseKlDivergence(p, q), reference.reverseKl));
  it('jensenShannonDivergence', () => close(jensenShannonDivergence(p, q), reference.jensenShannon));
  it('totalVariationDistance', () => close(totalVariationDistance(p, q), reference.totalVariation));
  it('squaredHellingerDistance', () => close(squaredHellingerDistance(p, q), reference.squaredHellinger));
  it('pearsonChiSquared', () => close(pearsonChiSquared(p, q), reference.pearson));
  it('neymanChiSquared', () => close(neymanChiSquared(p, q), reference.neyman));
  it('jeffreysDivergence', () => close(jeffreysDivergence(p, q), reference.jeffreys));
  it.each<readonly [number, number]>(reference.alpha)('alphaDivergence at %d', (alpha, expected) =>
    close(alphaDivergence(p, q, alpha), expected),
  );
  it.each<readonly [number, number]>(reference.renyi)('renyiDivergence of order %d', (order, expected) =>
    close(renyiDivergence(p, q, order), expected),
  );
});
