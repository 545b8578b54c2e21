import { recipesOfExport } from './recipes-of-export';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfExport);
