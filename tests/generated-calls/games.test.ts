import { recipesOfGames } from './recipes-of-games';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfGames);
