import { digitsCompared } from './digits-compared';
import type { Experiment } from './experiment';
import { fGanGaussian } from './f-gan-gaussian';
import { icons } from './icons';
import { reading } from './reading';
import { ringGrid } from './ring-grid';
import { saturation } from './saturation';
import { stackedDigits } from './stacked-digits';

/** All experiments, by their names. */
export const experiments: readonly Experiment[] = [
  ringGrid,
  fGanGaussian,
  saturation,
  reading,
  digitsCompared,
  stackedDigits,
  icons,
];

/** The experiment of a name; refuses others. */
export function experimentOf(name: string | undefined): Experiment {
  const found = experiments.find((each) => each.name === name);
  if (found) return found;
  const list = experiments.map((each) => `  ${each.name.padEnd(20)}${each.question}`).join('\n');
  throw new Error(`Name one of the experiments:\n${list}`);
}
