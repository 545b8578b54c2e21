import { recipesOfEstimators } from './recipes-of-estimators';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfEstimators);
