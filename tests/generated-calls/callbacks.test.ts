import { recipesOfCallbacks } from './recipes-of-callbacks';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfCallbacks);
