import { recipesOfCheckpoints } from './recipes-of-checkpoints';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfCheckpoints);
