import { recipesOfFigures } from './recipes-of-figures';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfFigures);
