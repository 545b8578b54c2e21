import type { Recipe } from './recipe';
import { recipesOfAugmentation } from './recipes-of-augmentation';
import { recipesOfDistributions } from './recipes-of-distributions';
import { recipesOfGradients } from './recipes-of-gradients';
import { recipesOfMetrics } from './recipes-of-metrics';
import { recipesOfModels } from './recipes-of-models';
import { recipesOfOptimizers } from './recipes-of-optimizers';
import { recipesOfPenalties } from './recipes-of-penalties';

export const recipesOfTrainingParts: readonly Recipe[] = [
  ...recipesOfDistributions,
  ...recipesOfGradients,
  ...recipesOfPenalties,
  ...recipesOfOptimizers,
  ...recipesOfModels,
  ...recipesOfMetrics,
  ...recipesOfAugmentation,
];
