import { recipesOfTrainingParts } from './recipes-of-training-parts';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfTrainingParts);
