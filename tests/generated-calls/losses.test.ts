import { recipesOfLosses } from './recipes-of-losses';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfLosses);
