import { recipesOfCritics } from './recipes-of-estimators';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfCritics);
