import { recipesOfCritics } from './recipes-of-critics';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfCritics);
