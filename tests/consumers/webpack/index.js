import { report } from './program.js';

report();
