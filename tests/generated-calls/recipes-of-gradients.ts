import * as gradients from 'gan-core/gradients';
import { type Recipe, recipe } from './recipe';
import { samples } from './step-arguments';

export const recipesOfGradients: readonly Recipe[] = [
  recipe('stopGradient', gradients.stopGradient, () => ({ x: samples() })),
  recipe('withoutGradients', gradients.withoutGradients, () => ({ work: () => 1 })),
  recipe('withSecondOrderGradients', gradients.withSecondOrderGradients, () => ({ work: () => 1 })),
  recipe(
    'installSecondOrderGradients',
    () => gradients.installSecondOrderGradients()(),
    () => ({}),
  ),
];
