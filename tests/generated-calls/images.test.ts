import { recipesOfImages } from './recipes-of-images';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfImages);
