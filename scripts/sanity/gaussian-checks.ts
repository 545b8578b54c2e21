import type { FlatSamples } from 'gan-core/estimators';
import { both, COUNT, linear, logarithmic, type SanityCheck, type Series } from './check';
import {
  anyOf,
  bell,
  firstIs,
  growingFrom,
  highToLow,
  horizontal,
  lastIs,
  lowToHigh,
  nearZeroAt,
  steady,
  tellsFirst,
  tellsLast,
  valueIs,
} from './curve';
import { normals, pareto, samples } from './draws';

/** The largest shift along each axis, by dimension. */
const shifts: Readonly<Record<number, number>> = { 1: 6, 8: 3, 64: 1 };
/** Decades of the deviation, either way. */
const decades: Readonly<Record<number, number>> = { 1: 3, 8: 1, 64: 0.5 };
const dimensions = [1, 8, 64];

const ofShift = {
  shape: both([bell(0)], [growingFrom(0)]),
  bounds: both([valueIs(0, 1), firstIs(0), lastIs(0)], [nearZeroAt(0)]),
};

const meanDifference = (dimension: number): Series => ({
  label: `d = ${dimension}`,
  x: linear(-shifts[dimension]!, shifts[dimension]!, 9),
  open: (random) => {
    const real = normals(random, COUNT, dimension);
    return (x) => ({ real, generated: normals(random, COUNT, dimension, x) });
  },
  ...ofShift,
});

/** With one sample more, at the largest shift. */
const withOutlier = (dimension: number, side: 'real' | 'generated'): Series => {
  const most = shifts[dimension]!;
  const add = ({ values, dimension }: FlatSamples): FlatSamples => ({
    values: Float64Array.from([...Array.from(values), ...Array.from({ length: dimension }, () => most)]),
    dimension,
  });
  return {
    label: `d = ${dimension}, ${side} outlier`,
    x: linear(-most, most, 5),
    open: (random) => {
      const drawn = normals(random, COUNT, dimension);
      const real = side === 'real' ? add(drawn) : drawn;
      return (x) => {
        const generated = normals(random, COUNT, dimension, x);
        return { real, generated: side === 'generated' ? add(generated) : generated };
      };
    },
    ...ofShift,
  };
};

const withPareto: Series = {
  label: 'd = 2',
  x: linear(-6, 6, 9),
  open: (random) => {
    const draw = (mean: number) =>
      samples(COUNT, 2, (sample) => sample.set([mean + random.normal(), pareto(random, 1.01)]));
    const real = draw(0);
    return (x) => ({ real, generated: draw(x) });
  },
  ...ofShift,
};

const deviationDifference = (dimension: number): Series => ({
  label: `d = ${dimension}`,
  x: logarithmic(-decades[dimension]!, decades[dimension]!, 9),
  open: (random) => {
    const real = normals(random, COUNT, dimension);
    return (x) => ({ real, generated: normals(random, COUNT, dimension, 0, x) });
  },
  shape: {
    fidelity: [highToLow],
    diversity: [anyOf(bell(1), lowToHigh)],
    distance: [growingFrom(1)],
  },
  bounds: {
    fidelity: [valueIs(1, 1), firstIs(1), lastIs(0)],
    diversity: [valueIs(1, 1), firstIs(0), anyOf(lastIs(1), lastIs(0))],
    distance: [nearZeroAt(1)],
  },
});

const scaling: Series = {
  label: 'd = 2',
  x: logarithmic(-3, 3, 7),
  open: (random) => (x) => {
    const draw = (mean: number) =>
      samples(COUNT, 2, (sample) => sample.set([mean + random.normal(), x * random.normal()]));
    return { real: draw(0), generated: draw(6), equal: draw(0) };
  },
  shape: both([horizontal], [steady]),
  bounds: both([firstIs(0), lastIs(0)], [tellsFirst, tellsLast]),
};

const disjoint: Series = {
  label: '1 of 2 to 317 dimensions',
  x: [1, 10, 32, 100, 316],
  open: (random) => (x) => {
    const draw = (mean: number) =>
      samples(COUNT, x + 1, (sample) => {
        for (let axis = 0; axis <= x; axis++) sample[axis] = random.normal();
        sample[0]! += mean;
      });
    return { real: draw(0), generated: draw(6), equal: draw(0) };
  },
  shape: both([horizontal], [steady]),
  bounds: both([firstIs(0), lastIs(0)], [tellsFirst, tellsLast]),
};

/** Checks with Gaussians. */
export const gaussianChecks: readonly SanityCheck[] = [
  {
    name: 'gaussian-mean-difference',
    title: 'Gaussian mean difference',
    series: dimensions.map(meanDifference),
  },
  {
    name: 'gaussian-mean-difference-with-outlier',
    title: 'Gaussian mean difference + outlier',
    series: dimensions.flatMap((dimension) => [
      withOutlier(dimension, 'real'),
      withOutlier(dimension, 'generated'),
    ]),
  },
  {
    name: 'gaussian-mean-difference-with-pareto',
    title: 'Gaussian mean difference + Pareto',
    series: [withPareto],
  },
  {
    name: 'gaussian-std-difference',
    title: 'Gaussian std. deviation difference',
    series: dimensions.map(deviationDifference),
  },
  { name: 'gaussian-scaling-one-dimension', title: 'Scaling one dimension', series: [scaling] },
  {
    name: 'gaussian-high-dim-one-disjoint-dim',
    title: 'One disjoint dim. + many identical dim.',
    series: [disjoint],
  },
];
