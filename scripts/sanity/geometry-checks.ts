import { both, COUNT, linear, logarithmic, type SanityCheck, type Series } from './check';
import {
  anyOf,
  bell,
  converging,
  firstIs,
  growingFrom,
  horizontal,
  lastIs,
  nearZeroAt,
  settling,
  tellsFirst,
  tellsLast,
  valueIs,
} from './curve';
import { ball, cube, samples, sphereSurface, torus } from './draws';

/** Volume that two cubes share. */
const OVERLAP = 0.2;
/** Numbers of samples. The paper's go on to 10,000. */
const sizes = [100, 178, 316, 562, 1000, 1778];

const surface = (dimension: number): Series => ({
  label: `d = ${dimension}`,
  x: linear(0.1, 1.9, 9),
  open: (random) => {
    const real = sphereSurface(random, COUNT, dimension, 1);
    return (x) => ({ real, generated: sphereSurface(random, COUNT, dimension, x) });
  },
  shape: both([bell(1)], [growingFrom(1)]),
  bounds: both([valueIs(1, 1), firstIs(0), lastIs(0)], [nearZeroAt(1)]),
});

/** Two cubes that share a fifth of their volume, of any number of samples. */
const cubes = (dimension: number, varied: 'both' | 'generated'): Series => ({
  label: `d = ${dimension}`,
  x: sizes,
  open: (random) => {
    const start = 1 - OVERLAP ** (1 / dimension);
    const real = cube(random, COUNT, dimension, 0);
    return (x) => ({
      real: varied === 'both' ? cube(random, x, dimension, 0) : real,
      generated: cube(random, x, dimension, start),
    });
  },
  shape: both([converging], [settling]),
  bounds: both([lastIs(OVERLAP)]),
});

const disjointShapes = (real: 'ball' | 'torus'): Series => ({
  label: `real ${real}`,
  x: sizes,
  open: (random) => {
    const draw = (shape: string, count: number) =>
      shape === 'ball' ? ball(random, count, 0.8) : torus(random, count);
    const drawn = draw(real, COUNT);
    return (x) => ({
      real: drawn,
      generated: draw(real === 'ball' ? 'torus' : 'ball', x),
      equal: draw(real, x),
    });
  },
  shape: both([converging], [settling]),
  bounds: both([lastIs(0)], [tellsLast]),
});

/** A Gaussian, and one that is rounded to whole numbers: 68 % of them to three at a scale of 1, to 2,000 at one of 1,000. */
const rounding = (rounded: 'real' | 'generated'): Series => ({
  label: `${rounded} rounded`,
  x: logarithmic(0, 3, 6),
  open: (random) => (x) => {
    const draw = (isRounded: boolean) =>
      samples(COUNT, 1, (sample) => {
        const value = x * random.normal();
        sample[0] = isRounded ? Math.round(value) : value;
      });
    const isRealRounded = rounded === 'real';
    return { real: draw(isRealRounded), generated: draw(!isRealRounded), equal: draw(isRealRounded) };
  },
  shape: both([horizontal], [tellsFirst]),
  bounds: {
    fidelity: rounded === 'real' ? [firstIs(0), lastIs(0)] : [firstIs(1), lastIs(1)],
    diversity:
      rounded === 'real'
        ? [anyOf(firstIs(0), firstIs(1)), anyOf(lastIs(0), lastIs(1))]
        : [firstIs(0), lastIs(0)],
    distance: [],
  },
});

/** Checks with spheres, cubes and grids. */
export const geometryChecks: readonly SanityCheck[] = [
  {
    name: 'uniform-hypersphere-surface',
    title: 'Hypersphere surface',
    series: [2, 16, 128].map(surface),
  },
  {
    name: 'uniform-hypercube-varying-size',
    title: 'Hypercube, varying sample size',
    series: [1, 8, 64].map((dimension) => cubes(dimension, 'both')),
  },
  {
    name: 'uniform-hypercube-varying-syn-size',
    title: 'Hypercube, varying syn. size',
    series: [1, 8, 64].map((dimension) => cubes(dimension, 'generated')),
  },
  {
    name: 'sphere-torus',
    title: 'Sphere vs. torus',
    series: [disjointShapes('ball'), disjointShapes('torus')],
  },
  {
    name: 'discrete-numerical-vs-continuous-numerical',
    title: 'Discrete num. vs. continuous num.',
    series: [rounding('real'), rounding('generated')],
  },
];
