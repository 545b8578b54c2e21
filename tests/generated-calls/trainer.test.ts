import { recipesOfTrainer } from './recipes-of-trainer';
import { testRecipes } from './test-recipes';

testRecipes(recipesOfTrainer);
