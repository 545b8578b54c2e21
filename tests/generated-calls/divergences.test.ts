import { recipesOfDivergences } from './recipes-of-divergences';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfDivergences);
