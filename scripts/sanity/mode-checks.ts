import { both, COUNT, linear, type SanityCheck, type Series } from './check';
import {
  anyOf,
  firstIs,
  growingFrom,
  highToLow,
  highToLowBy,
  horizontal,
  lastIs,
  lowToHigh,
  nearZeroAt,
  seenAt,
  valueIs,
} from './curve';
import { mixture, normals } from './draws';

const dimensions = [1, 8, 64];
const MODES = 10;
/** Deviation of a mode, by dimension. */
const deviations: Readonly<Record<number, number>> = { 1: 1 / 6, 8: 1 / 3, 64: 1 };

/** Ten modes along the diagonal, of which some are dropped. */
function dropping(
  dimension: number,
  x: readonly number[],
  weightOf: (mode: number, x: number) => number,
  middle: number,
): Series {
  const means = linear(0, 10, MODES).map((mean) => Array.from({ length: dimension }, () => mean));
  const deviation = deviations[dimension]!;
  return {
    label: `d = ${dimension}`,
    x,
    open: (random) => {
      const draw = (at: number) => {
        const weights = means.map((_, mode) => weightOf(mode, at));
        return mixture(random, COUNT, means, deviation, weights);
      };
      const real = draw(0);
      return (at) => ({ real, generated: draw(at) });
    },
    shape: {
      fidelity: [horizontal],
      diversity: [highToLowBy(middle)],
      distance: [growingFrom(0), seenAt(middle)],
    },
    bounds: { fidelity: [firstIs(1), lastIs(1)], diversity: [firstIs(1)], distance: [nearZeroAt(0)] },
  };
}

const simultaneous = (dimension: number): Series =>
  dropping(dimension, [0, 0.25, 0.5, 0.75, 0.95, 1], (mode, x) => (mode === 0 ? 1 : 1 - x), 0.95);

const sequential = (dimension: number): Series =>
  dropping(dimension, [0, 1, 2, 4, 6, 9], (mode, x) => Number(mode < MODES - x), 4);

/** The authors' ten modes, of which the first five are real. */
const means = [
  [5.46794328, -4.08481523],
  [4.87211875, -13.64864684],
  [-16.39432073, 9.09802249],
  [-2.15447941, 12.46200019],
  [11.55784483, -4.96049923],
  [-24.60558474, 14.18020818],
  [16.84215967, -3.18710751],
  [-5.47807206, -6.77247129],
  [9.46726546, 1.05922347],
  [-5.40346201, -17.29490131],
];

const invention: Series = {
  label: 'd = 2',
  x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  open: (random) => {
    const draw = (modes: number) =>
      mixture(
        random,
        COUNT,
        means,
        0.25,
        means.map((_, mode) => Number(mode < modes)),
      );
    const real = draw(5);
    return (x) => ({ real, generated: draw(x) });
  },
  shape: { fidelity: [highToLow], diversity: [lowToHigh], distance: [growingFrom(5)] },
  bounds: {
    fidelity: [valueIs(5, 1), firstIs(1)],
    diversity: [valueIs(5, 1), lastIs(1)],
    distance: [nearZeroAt(5)],
  },
};

/** Two modes, μ apart along each axis, against one Gaussian of deviation √(1 + μ²). */
const collapse = (dimension: number): Series => ({
  label: `d = ${dimension}`,
  x: linear(0, 5, 6),
  open: (random) => (x) => {
    const modes = [-x / 2, x / 2].map((mean) => Array.from({ length: dimension }, () => mean));
    const real = mixture(random, COUNT, modes, 1, [1, 1]);
    return { real, generated: normals(random, COUNT, dimension, 0, Math.sqrt(1 + x ** 2)) };
  },
  shape: {
    fidelity: [highToLow],
    diversity: [anyOf(highToLow, horizontal)],
    distance: [growingFrom(0)],
  },
  bounds: both([firstIs(1)], [nearZeroAt(0)]),
});

/** Checks of modes. */
export const modeChecks: readonly SanityCheck[] = [
  {
    name: 'gaussian-mixture-simultaneous-mode-dropping',
    title: 'Simultaneous mode dropping',
    series: dimensions.map(simultaneous),
  },
  {
    name: 'gaussian-mixture-sequential-mode-dropping',
    title: 'Sequential mode dropping',
    series: dimensions.map(sequential),
  },
  {
    name: 'gaussian-mixture-mode-dropping-invention',
    title: 'Mode dropping + invention',
    series: [invention],
  },
  { name: 'one-vs-two-modes', title: 'Mode collapse', series: dimensions.map(collapse) },
];
